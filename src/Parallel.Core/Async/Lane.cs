using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Async;

/// <summary>One of the bodies that may run at once. The protocol is in the README beside this file.</summary>
/// <remarks>ROLES: whoever drives the lane owns it, one thread at a time; <see cref="Running"/>, <see cref="IsDoomed"/> and the cancellation source are also
/// touched by who stops the loop, under the loop's lock.</remarks>
[DebuggerDisplay("{_state}, runs {Running}, then [{_position}, {_end})")]
internal abstract class Lane<T>(LaneLoop<T> loop) : IThreadPoolWorkItem
{
    private const int LongestRun = 64;
    private const int LongestDrive = 15; // milliseconds
    private static readonly long s_shortRun = Stopwatch.Frequency / 100_000;

    private readonly CancellationTokenSource _created = loop.NewCancellation();
    private Action? _resume;
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _move;
    private CancellationTokenSource? _renewed;
    private T _item = default!;
    private State _state;
    private long _position;
    private long _end;
    private Padded<long> _running = new() { Value = -1 }; // with room between what two lanes write for each item
    private long _claimedAt;
    private long _drivingSince;
    private int _run = 1;
    private bool _hasWaited = true;

    private enum State
    {
        Driving,
        Moving,
        Running,
    }

    /// <summary>The position whose body runs, or the last one that did; -1 for an idle lane.</summary>
    public long Running
    {
        get => Volatile.Read(ref _running.Value);
        set => Volatile.Write(ref _running.Value, value);
    }

    /// <summary>Whether the body that runs was, or is about to be, cancelled by a stop below it.</summary>
    public bool IsDoomed { get; set; }

    /// <summary>Bodies that have succeeded.</summary>
    public long Completed { get; private set; }

    public CancellationTokenSource Cancellation => _renewed ?? _created;

    protected LaneLoop<T> Loop => loop;

    /// <summary>The position whose body runs.</summary>
    protected long Position => _position;

    private Action Continuation => _resume ??= Resume;

    /// <summary>Under the loop's lock: the next body gets a token of its own.</summary>
    public void RenewCancellation()
    {
        IsDoomed = false;
        _renewed = loop.NewCancellation();
    }

    /// <summary>By the claim: these positions are the lane's.</summary>
    public void Take(long start, long end)
    {
        _position = start;
        _end = end;
    }

    /// <summary>By the claim: this item is the lane's.</summary>
    public void Take(long position, T item)
    {
        _item = item;
        Take(position, position + 1);
    }

    /// <summary>
    /// By the claim: goes on with it when the source has moved. What <see cref="ConfiguredValueTaskAwaitable{T}.ConfiguredValueTaskAwaiter.UnsafeOnCompleted"/>
    /// throws is the source's failure.
    /// </summary>
    public void AwaitMove(ValueTask<bool> move)
    {
        _state = State.Moving;
        _move = move.ConfigureAwait(false).GetAwaiter();
        _move.UnsafeOnCompleted(Continuation);
    }

    /// <summary>How many positions to claim: more while bodies complete at once and whole runs are short.</summary>
    public int NextRun()
    {
        if (_hasWaited)
        {
            _hasWaited = false;
            _claimedAt = 0;
            return _run = 1;
        }

        long now = Stopwatch.GetTimestamp();
        if (_claimedAt != 0)
        {
            _run = now - _claimedAt < s_shortRun ? Math.Min(LongestRun, 2 * _run) : Math.Max(1, _run / 2);
        }

        _claimedAt = now;
        return _run;
    }

    /// <summary>By the loop, of a lane that is about to become idle: whatever it has not begun is others'.</summary>
    public void GiveBackRest() => GiveBack(_position);

    /// <summary>After the last body.</summary>
    public virtual ValueTask DisposeLocalAsync() => ValueTask.CompletedTask;

    public void Schedule() => loop.Schedule(this);

    /// <summary>On a thread of the pool or of the loop's scheduler.</summary>
    public void Execute() => loop.RunIn(this, isInline: false);

    /// <summary>Goes on where the lane was left.</summary>
    public void Go()
    {
        State state = _state;
        _state = State.Driving;
        _drivingSince = Environment.TickCount64;
        if (state == State.Moving)
        {
            Claim claim = loop.Moved(this, ref _move);
            if (claim == Claim.None && loop.TryRetire(this))
            {
                return;
            }
        }
        else if (state == State.Running)
        {
            _hasWaited = true;
            try
            {
                End();
                Succeed();
            }
            catch (Exception e)
            {
                Fail(e);
            }

            Forget();
            Leave();
        }

        Drive();
    }

    /// <summary>Calls the body.</summary>
    /// <returns>True when it has ended, false when it is pending. Throws what it has thrown.</returns>
    protected abstract bool Begin(T item, CancellationToken cancellationToken);

    /// <summary>Has the continuation called when the pending body ends.</summary>
    protected abstract void Await(Action continuation);

    /// <summary>Takes the result of the body that was pending, or throws what it has thrown.</summary>
    protected abstract void End();

    /// <summary>After a body that was pending or threw: the lane may live on for long, and keeps nothing of it alive.</summary>
    protected abstract void Forget();

    private void Drive()
    {
        while (true)
        {
            // A pulled item is in nobody else's reach: it is run first.
            if (loop.IsExcess && (_position == _end || loop.Indexed is not null) && loop.TryRetireExcess(this))
            {
                return;
            }

            if (_position == _end)
            {
                if (HasDrivenLong())
                {
                    Schedule();
                    return;
                }

                Claim claim = loop.Claim(this);
                if (claim == Claim.Pending || (claim == Claim.None && loop.TryRetire(this)))
                {
                    return;
                }

                if (claim == Claim.None)
                {
                    continue;
                }
            }

            Running = _position; // A1
            if (loop.IsStopped && !loop.TryBeginStopped(this))
            {
                _item = default!;
                _end = _position; // nor does any after it begin
                continue;
            }

            if (RunBody())
            {
                return;
            }
        }
    }

    /// <summary>Whether others should have the thread for once.</summary>
    private bool HasDrivenLong() => Environment.TickCount64 - _drivingSince > LongestDrive;

    /// <returns>True when the body is pending: then the lane is somebody else's already.</returns>
    private bool RunBody()
    {
        bool isPending = false;
        try
        {
            CancellationTokenSource cancellation = Cancellation;
            if (loop.HasTimeout)
            {
                cancellation.CancelAfter(loop.ItemTimeout);
            }

            isPending = !Begin(loop.Indexed is { } items ? items.At(_position) : _item, cancellation.Token);
        }
        catch (Exception e)
        {
            Fail(e);
            Forget();
            Leave();
            return false;
        }

        if (!isPending)
        {
            Succeed();
            Leave();
            return false;
        }

        GiveBack(_position + 1);
        _state = State.Running;
        try
        {
            Await(Continuation);
            return true;
        }
        catch (Exception e)
        {
            _state = State.Driving;
            Fail(e);
            Forget();
            Leave();
            return false;
        }
    }

    /// <summary>A body has ended.</summary>
    private void Leave()
    {
        _item = default!;
        _position++;
        if (loop.HasTimeout)
        {
            loop.EndTimeout(this);
        }

        if (loop.IsStarved)
        {
            GiveBack(_position);
        }
    }

    private void Succeed()
    {
        Completed++;
        loop.Observe(isFailed: false);
    }

    private void Fail(Exception error) => loop.Fail(this, _position, error, _item);

    private void GiveBack(long start)
    {
        if (start < _end)
        {
            loop.GiveBack(start, _end);
            _end = start;
        }
    }

    private void Resume()
    {
        if (loop.MayRunHere())
        {
            loop.RunIn(this, isInline: true);
        }
        else
        {
            Schedule();
        }
    }
}

/// <summary>What a lane has got.</summary>
internal enum Claim
{
    /// <summary>Positions to run.</summary>
    Taken,

    /// <summary>Nothing yet: the source moves, and the lane goes on when it has.</summary>
    Pending,

    /// <summary>Nothing.</summary>
    None,
}
