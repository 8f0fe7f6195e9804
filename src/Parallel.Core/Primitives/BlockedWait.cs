namespace ParallelCore.Primitives;

/// <summary>A wait of the current thread, of which its scheduler learns if it is a worker: for layers that know no scheduler, and for who opens a region of his
/// own.</summary>
/// <remarks>Of one thread. Nothing happens on a thread that is no worker, and within another such wait.</remarks>
internal readonly ref struct BlockedWait
{
    private readonly IBlockable? _worker;
    private readonly int _turn;

    private BlockedWait(IBlockable worker, int turn)
    {
        _worker = worker;
        _turn = turn;
    }

    /// <summary>Never throws; the worker counts as gone until <see cref="Dispose"/>.</summary>
    public static BlockedWait Begin() => CurrentWorker.Value is { } worker && worker.TryBlock(out int turn) ? new BlockedWait(worker, turn) : default;

    /// <summary>Further calls, on copies too, do nothing.</summary>
    public void Dispose() => _worker?.Unblock(_turn);
}

/// <summary>What a scheduler makes of a worker that waits.</summary>
internal interface IBlockable
{
    /// <summary>The worker is about to wait. False when it counts as gone already.</summary>
    bool TryBlock(out int turn);

    /// <summary>It is back from the wait of this number; does nothing if it was back before.</summary>
    void Unblock(int turn);
}
