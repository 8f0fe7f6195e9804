using ParallelCore.Loops;

namespace ParallelCore.Algorithms;

/// <summary>What the parts of one sort share: how far it may go on, and the caller's options.</summary>
/// <remarks>
/// A whole sort is one loop of one unit: so the caller's worker limit, scheduler and report hold for everything nested in it, and its failures come as one
/// flat aggregate. As in a loop, parts below the lowest failure still run and those above it don't: the failure that is reported first is the same at every
/// run.
/// Thread safety: <see cref="IsStoppedAt"/> and <see cref="StopAt"/> may be called at once.
/// </remarks>
internal abstract class SortCall(RangeOptions? options)
{
    private readonly CancellationToken _cancellationToken = options?.CancellationToken ?? default;
    private int _stopPosition = int.MaxValue;

    public bool IsCancelled => _cancellationToken.IsCancellationRequested;

    /// <summary>The options of loops inside: the token only, since everything else already holds for them.</summary>
    protected RangeOptions? Nested { get; } =
        options is { CancellationToken.CanBeCanceled: true } ? new RangeOptions { CancellationToken = options.CancellationToken } : null;

    public bool IsStoppedAt(int position) => position >= Volatile.Read(ref _stopPosition) || IsCancelled;

    /// <summary>A part that begins at <paramref name="position"/> failed.</summary>
    public void StopAt(int position)
    {
        int seen = Volatile.Read(ref _stopPosition);
        while (position < seen)
        {
            int before = Interlocked.CompareExchange(ref _stopPosition, position, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    public void Start() => Loop.Run(0, 1, 1, new SortCallBody(this), options, SiteCosts.Key(this, 0));

    /// <summary>On a worker, within the caller's limits. When it ends early because of the token, the loop around it reports the cancellation.</summary>
    public abstract void Run();
}

internal readonly struct SortCallBody(SortCall call) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        call.Run();
        return end;
    }
}
