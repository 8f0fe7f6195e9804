using System.Runtime.CompilerServices;

namespace ParallelCore.Async;

/// <content>Sources that one lane at a time asks for an item.</content>
internal abstract partial class LaneLoop<T>
{
    private const int GatePause = 10;

    /// <summary>The lane's pending move has ended.</summary>
    public Claim Moved(Lane<T> lane, ref ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter move)
    {
        bool hasItem;
        try
        {
            hasItem = move.GetResult();
        }
        catch (Exception e)
        {
            return SourceFailed(e);
        }

        return Moved(lane, hasItem);
    }

    private Claim Pull(Lane<T> lane)
    {
        if (Volatile.Read(ref _isExhausted) || !TryEnterGate())
        {
            return Async.Claim.None;
        }

        // ClaimLimit only rises, and only whoever has the gate moves the cursor.
        if (IsStopped || _isExhausted || _cursor >= ClaimLimit)
        {
            ExitGate();
            return Async.Claim.None;
        }

        bool hasItem;
        try
        {
            ValueTask<bool> move = _pulled!.MoveNextAsync();
            if (!move.IsCompleted)
            {
                lane.AwaitMove(move);
                return Async.Claim.Pending;
            }

            hasItem = move.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            return SourceFailed(e);
        }

        return Moved(lane, hasItem);
    }

    private Claim Moved(Lane<T> lane, bool hasItem)
    {
        if (!hasItem)
        {
            Volatile.Write(ref _isExhausted, true);
            ExitGate();
            return Async.Claim.None;
        }

        try
        {
            lane.Take(_cursor, _pulled!.Current);
        }
        catch (Exception e)
        {
            return SourceFailed(e);
        }

        Volatile.Write(ref _cursor, _cursor + 1);
        ExitGate();
        TryStart();
        return Async.Claim.Taken;
    }

    /// <summary>A failure at the next position: what was pulled before is below it and runs to its end. The gate stays closed, so nobody asks the source
    /// again.</summary>
    private Claim SourceFailed(Exception error)
    {
        long position = _cursor;
        bool isEcho = error is OperationCanceledException && (_pullCancellation!.IsCancellationRequested || Options.CancellationToken.IsCancellationRequested);
        if (!isEcho)
        {
            _failures.Add((ulong)position, error);
        }

        StopBeside(position - 1);
        return Async.Claim.None;
    }

    /// <summary>Whoever has it takes a few instructions with most sources: it is worth a short look before the lane becomes idle.</summary>
    private bool TryEnterGate()
    {
        for (int i = 0; i < GateTries; i++)
        {
            if (Volatile.Read(ref _gate) == 0 && Interlocked.CompareExchange(ref _gate, 1, 0) == 0)
            {
                return true;
            }

            Thread.SpinWait(GatePause);
        }

        return false;
    }

    private void ExitGate() => Interlocked.Exchange(ref _gate, 0); // A3
}
