using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>How many more workers may take part in a region and in everything nested in it.</summary>
/// <remarks>
/// A permit stands for one stolen fork. A worker that waits for a stolen fork lends its own place meanwhile (see <see cref="PermitHandover{TCell}"/>), and so
/// does one that blocks. The object is reused: when its region ends, every permit of a thief has come back, since it gives its own back before it says that it
/// has finished. Only who comes too late to take a fork may hold one, for a moment, and gives it back: it must find the limit, and the one around it, as they
/// were. Thread safety: all members but <see cref="Begin"/> may be called at once. Limits nest: a permit of the inner one needs a permit of the outer one.
/// </remarks>
[DebuggerDisplay("permits = {_permits}")]
internal sealed class WorkerLimit
{
    /// <summary>Allows no other worker. It holds no state, since its permits never change.</summary>
    public static readonly WorkerLimit Alone = new();

    private WorkerLimit? _outer;
    private int _permits;
    private int _most;

    /// <summary>Before the region: the calling worker is counted already. Returns another object where a latecomer holds a permit of this one.</summary>
    public WorkerLimit Begin(int workers, WorkerLimit? outer)
    {
        if (Interlocked.CompareExchange(ref _permits, 0, _most) != _most)
        {
            return new WorkerLimit().Begin(workers, outer);
        }

        _outer = outer;
        _most = workers - 1;
        Volatile.Write(ref _permits, _most);
        return this;
    }

    /// <summary>Approximate.</summary>
    public bool HasPermits => Volatile.Read(ref _permits) > 0 && _outer is not { HasPermits: false };

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
        WorkerLimit? outer = _outer; // as long as the permit isn't back, it can't change
        Interlocked.Increment(ref _permits);
        outer?.Release();
    }

    /// <summary>Takes a released permit back, at once: if another worker has it by now, there is one more than allowed until somebody ends.</summary>
    public void Reclaim()
    {
        Interlocked.Decrement(ref _permits);
        _outer?.Reclaim();
    }
}

/// <summary>Decides who gives back a limited region's permit when an owner waits for a stolen fork: between them they hold two, and one goes on.</summary>
/// <remarks>
/// ROLES: the owner calls <see cref="TryLend"/> before it waits; the thief calls <see cref="TryEnd"/> when the fork has finished, before it sets the latch.
/// INVARIANTS: exactly one of the two succeeds, and whoever succeeds releases a permit. If the owner lent its own, it goes on with the thief's, so it never has
/// to wait for one: it may hold a lock that every other holder of a permit needs.
/// ORDERING: P1 both are compare-and-swaps on one word.
/// </remarks>
internal struct PermitHandover<TCell>
    where TCell : struct, IAtomicCell
{
    private const long Open = 0;
    private const long Lent = 1;
    private const long Ended = 2;

    private TCell _state;

    /// <summary>Owner, before it exposes the fork.</summary>
    public void Reset() => _state.Write(Open);

    public bool TryLend() => _state.CompareExchange(Lent, Open) == Open; // P1

    public bool TryEnd() => _state.CompareExchange(Ended, Open) == Open; // P1
}
