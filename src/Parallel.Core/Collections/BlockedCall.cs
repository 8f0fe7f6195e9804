using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>A thread that sleeps until an operation of a channel has ended.</summary>
/// <remarks>
/// <para>A channel queues continuations to the thread pool, so a thread that blocks in <c>AsTask().Wait()</c> needs another pool thread to wake it, and none is
/// left when all of them block. But a continuation that names a synchronisation context is posted to it at once, by the thread that ends the operation. This
/// is such a context: what is posted to it runs in place, and is never more than setting an event.</para>
/// <para>The operation is withdrawn when the wait ends early, and asked for its result all the same: if it was quicker, its item must not be lost.</para>
/// </remarks>
internal sealed class BlockedCall : SynchronizationContext, IDisposable
{
    [ThreadStatic]
    private static BlockedCall? t_idle;

    private readonly ManualResetEventSlim _ended = new();
    private readonly Action _end;
    private CancellationTokenSource _withdrawal = new();

    private BlockedCall() => _end = () => Uninterrupted.Run(_ended, static ended => ended.Set());

    /// <summary>What the operation has to be started with.</summary>
    public CancellationToken Withdrawal => _withdrawal.Token;

    /// <summary>One for this thread alone. Another, if this thread came back while it waited: some waits pump messages.</summary>
    public static BlockedCall Rent()
    {
        BlockedCall call = t_idle ?? new BlockedCall();
        t_idle = null;
        return call;
    }

    public void Dispose()
    {
        _ended.Reset();
        t_idle = this;
    }

    public override void Post(SendOrPostCallback d, object? state) => d(state);

    public BufferOutcome Complete<T>(ValueTask<T> operation, int milliseconds, CancellationToken cancellationToken, [MaybeNull] out T result)
    {
        ValueTaskAwaiter<T> awaiter = operation.GetAwaiter();
        Exception? reason = awaiter.IsCompleted ? null : Sleep(awaiter, milliseconds, cancellationToken);
        CancellationToken withdrawal = Withdrawal;
        Renew();
        try
        {
            result = awaiter.GetResult();
            return EndInSpiteOf(reason, BufferOutcome.Done);
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            result = default;
            return Fail(e, withdrawal, reason);
        }
    }

    public BufferOutcome Complete(ValueTask operation, int milliseconds, CancellationToken cancellationToken)
    {
        ValueTaskAwaiter awaiter = operation.GetAwaiter();
        Exception? reason = awaiter.IsCompleted ? null : Sleep(awaiter, milliseconds, cancellationToken);
        CancellationToken withdrawal = Withdrawal;
        Renew();
        try
        {
            awaiter.GetResult();
            return EndInSpiteOf(reason, BufferOutcome.Done);
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            return Fail(e, withdrawal, reason);
        }
    }

    /// <summary>An interrupt that came too late for this call is for the thread's next wait.</summary>
    private static BufferOutcome EndInSpiteOf(Exception? reason, BufferOutcome outcome)
    {
        if (reason is ThreadInterruptedException)
        {
            Thread.CurrentThread.Interrupt();
        }

        return outcome;
    }

    private static BufferOutcome Fail(Exception failure, CancellationToken withdrawal, Exception? reason)
    {
        if (failure is not OperationCanceledException cancelled || cancelled.CancellationToken != withdrawal)
        {
            return EndInSpiteOf(reason, BufferOutcome.Closed);
        }

        if (reason is not null)
        {
            ExceptionDispatchInfo.Throw(reason);
        }

        return BufferOutcome.TimedOut;
    }

    /// <summary>Returns when the operation has ended; the result says what ended the wait early, null if nothing or the time.</summary>
    private Exception? Sleep<TAwaiter>(TAwaiter awaiter, int milliseconds, CancellationToken cancellationToken)
        where TAwaiter : struct, ICriticalNotifyCompletion
    {
        SynchronizationContext? own = Current;
        SetSynchronizationContext(this);
        try
        {
            awaiter.UnsafeOnCompleted(_end);
        }
        finally
        {
            SetSynchronizationContext(own);
        }

        Exception? reason = null;
        try
        {
            if (_ended.Wait(milliseconds, cancellationToken))
            {
                return null;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ThreadInterruptedException)
        {
            reason = e;
        }

        _withdrawal.Cancel();
        while (!TryWaitForEnd(ref reason))
        {
        }

        return reason;
    }

    /// <summary>False when the thread was interrupted. The operation is ending: this wait is short.</summary>
    private bool TryWaitForEnd(ref Exception? reason)
    {
        try
        {
            _ended.Wait(CancellationToken.None);
            return true;
        }
        catch (ThreadInterruptedException e)
        {
            reason = e;
            return false;
        }
    }

    private void Renew()
    {
        if (_withdrawal.IsCancellationRequested)
        {
            _withdrawal = new CancellationTokenSource();
        }
    }
}
