using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>Threads and tasks that wait for what a lock guards, such as an item or some space. The README of this folder says why no wake-up is lost.</summary>
/// <remarks>
/// <para>ROLES: whoever looks under the lock and finds nothing enters in the same breath, sleeps outside the lock, and looks again once woken. Whoever brings
/// something wakes one waiter, in the same breath.</para>
/// <para>INVARIANTS: W1: a waiter is away, in line or woken; it changes under the lock. W2: a wake-up is used by the look that it leads to, or passed on:
/// nobody leaves with one. W3: while anybody is in line, there are at least as many woken as there are things to find.</para>
/// <para>ORDER: who came first is woken first, but threads before tasks: a woken task needs a thread to go on, and those that sleep here may be all there
/// are.</para>
/// </remarks>
internal sealed class WaitLine(object guard)
{
    private readonly object _guard = guard;
    private readonly LinkedList<Waiter> _threads = [];
    private readonly LinkedList<Waiter> _tasks = [];

    private enum State
    {
        Away,
        InLine,
        Woken,
    }

    /// <summary>Under the lock.</summary>
    public void WakeOne()
    {
        if ((_threads.First ?? _tasks.First) is { } first)
        {
            first.Value.Wake();
        }
    }

    /// <summary>Under the lock, when waiting has no more sense for anybody.</summary>
    public void WakeAll()
    {
        while ((_threads.First ?? _tasks.First) is { } first)
        {
            first.Value.Wake();
        }
    }

    /// <summary>One wait, with all its looks and sleeps. Disposed however it ends: that keeps W2.</summary>
    internal abstract class Waiter : IDisposable
    {
        private readonly LinkedListNode<Waiter> _place;

        /// <summary>Others end its being in line, nothing else; so the owner reads without the lock whether it is away.</summary>
        private volatile State _state;

        protected Waiter() => _place = new LinkedListNode<Waiter>(this);

        protected WaitLine? Line { get; set; }

        /// <summary>Under the lock: the look has found nothing.</summary>
        public void Enter()
        {
            Prepare();
            (this is ThreadWaiter ? Line!._threads : Line!._tasks).AddLast(_place);
            _state = State.InLine;
        }

        /// <summary>Under the lock: the look has found something.</summary>
        public void Find() => _state = State.Away;

        /// <summary>Under the lock: it is in line.</summary>
        public void Wake()
        {
            _place.List!.Remove(_place);
            _state = State.Woken;
            Rouse();
        }

        public virtual void Dispose()
        {
            if (_state != State.Away)
            {
                Uninterrupted.Run(this, static waiter => waiter.Leave());
            }
        }

        /// <summary>False when it was not in line any more.</summary>
        protected bool TryLeaveLine()
        {
            if (_state != State.InLine)
            {
                return false;
            }

            _place.List!.Remove(_place);
            _state = State.Away;
            return true;
        }

        /// <summary>Makes the next sleep last until it is roused.</summary>
        protected abstract void Prepare();

        protected abstract void Rouse();

        private void Leave()
        {
            lock (Line!._guard)
            {
                if (!TryLeaveLine() && _state == State.Woken)
                {
                    _state = State.Away;
                    Line.WakeOne();
                }
            }
        }
    }

    /// <summary>A thread's wait.</summary>
    internal sealed class ThreadWaiter : Waiter
    {
        [ThreadStatic]
        private static ThreadWaiter? t_idle;

        private readonly ManualResetEventSlim _isRoused = new();

        /// <summary>One for this thread alone. Another, if this thread came back while it waited: some waits pump messages.</summary>
        public static ThreadWaiter Rent(WaitLine line)
        {
            ThreadWaiter waiter = t_idle ?? new ThreadWaiter();
            t_idle = null;
            waiter.Line = line;
            return waiter;
        }

        /// <summary>False when the time is over.</summary>
        public bool Sleep(long start, int milliseconds, CancellationToken cancellationToken) =>
            _isRoused.Wait(milliseconds == Timeout.Infinite ? Timeout.Infinite : Left(start, milliseconds), cancellationToken);

        public override void Dispose()
        {
            base.Dispose();
            Line = null;
            t_idle = this;
        }

        protected override void Prepare() => _isRoused.Reset();

        protected override void Rouse() => Uninterrupted.Run(_isRoused, static isRoused => isRoused.Set());

        private static int Left(long start, int milliseconds) => (int)Math.Max(0, milliseconds - (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>A task's wait.</summary>
    internal sealed class TaskWaiter : Waiter
    {
        private TaskCompletionSource _roused = null!;

        public TaskWaiter(WaitLine line) => Line = line;

        public async Task SleepAsync(CancellationToken cancellationToken)
        {
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                static (waiter, token) => Uninterrupted.Run((Waiter: (TaskWaiter)waiter!, Token: token), static sleeping => sleeping.Waiter.Cancel(sleeping.Token)), this);
            await _roused.Task.ConfigureAwait(false);
        }

        protected override void Prepare() => _roused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override void Rouse() => Uninterrupted.Run(_roused, static roused => roused.TrySetResult());

        private void Cancel(CancellationToken cancellationToken)
        {
            lock (Line!._guard)
            {
                if (TryLeaveLine())
                {
                    _roused.SetCanceled(cancellationToken);
                }
            }
        }
    }
}

/// <summary>The runtime's rules for a timeout.</summary>
internal static class WaitTime
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative but not <see cref="Timeout.InfiniteTimeSpan"/>, or too
    /// long.</exception>
    public static int Milliseconds(TimeSpan timeout)
    {
        double milliseconds = Math.Truncate(timeout.TotalMilliseconds);
        return milliseconds is >= Timeout.Infinite and <= int.MaxValue
            ? (int)milliseconds
            : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A timeout is infinite (-1 ms) or between 0 and int.MaxValue milliseconds.");
    }
}
