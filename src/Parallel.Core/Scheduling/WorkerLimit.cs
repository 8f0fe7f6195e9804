using System.Diagnostics;

namespace ParallelCore.Scheduling;

/// <summary>How many more workers may take part in a region and in everything nested in it.</summary>
/// <remarks>
/// A permit stands for one exposed or stolen fork. A worker that waits for a stolen fork lends its own place meanwhile (see <see cref="PermitHandover{TCell}"/>).
/// The object is reused: when its region ends, every permit has come back, since a thief gives its own back before it says that it has finished.
/// Thread safety: all members but <see cref="Begin"/> may be called at once. Limits nest: a permit of the inner one needs a permit of the outer one.
/// </remarks>
[DebuggerDisplay("permits = {_permits}")]
internal sealed class WorkerLimit
{
    /// <summary>Allows no other worker. It holds no state, since its permits never change.</summary>
    public static readonly WorkerLimit Alone = new();

    private WorkerLimit? _outer;
    private int _permits;

    /// <summary>Before the region: the calling worker is counted already.</summary>
    public WorkerLimit Begin(int workers, WorkerLimit? outer)
    {
        _outer = outer;
        Volatile.Write(ref _permits, workers - 1);
        return this;
    }

    public bool TryAcquire()
    {
        int permits = Volatile.Read(ref _permits);
        while (permits > 0)
        {
            int seen = Interlocked.CompareExchange(ref _permits, permits - 1, permits);
            if (seen == permits)
            {
                if (_outer is null || _outer.TryAcquire())
                {
                    return true;
                }

                Interlocked.Increment(ref _permits);
                return false;
            }

            permits = seen;
        }

        return false;
    }

    public void Release()
    {
        Interlocked.Increment(ref _permits);
        _outer?.Release();
    }
}
