using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>A piece of work that its owner has set aside, and that a thief may run.</summary>
/// <remarks>
/// It lives on the heap and is reused, because one thread must not touch references on another thread's stack. Its owner fills it before the push; from
/// then on, until it has popped or joined it, only its thief writes.
/// </remarks>
[DebuggerDisplay("owner = {Owner}, thief = {Thief}")]
internal abstract class PendingFork
{
    /// <summary>Set by the thief when the fork has finished.</summary>
    public JoinLatch<AtomicCell> Latch;

    /// <summary>In a limited region: whether the owner or the thief gives back a permit.</summary>
    public PermitHandover<AtomicCell> Permit;

    /// <summary>Foretold to be short: it is not published, so that it is taken only when it has been pending for a while, which means that the forecast was
    /// wrong.</summary>
    public bool IsShort;

    /// <summary>The region in which it was forked.</summary>
    public Region? Region;

    public Worker? Owner;

    /// <summary>Who has taken it; null until then.</summary>
    public Worker? Thief;

    /// <summary>The stolen fork that the owner was running when it forked this one. Filled in by the thief.</summary>
    public PendingFork? Parent;

    /// <summary>The owner's task when it forked this one. Filled in by the thief.</summary>
    public long OwnerTask;

    /// <summary>True when what runs of it decides itself whom to wake, once it has forked.</summary>
    public virtual bool WakesByItself => false;

    /// <summary>Runs the fork on <paramref name="worker"/> and keeps its exception; what it leaves above its frame, the caller joins. Never throws.</summary>
    public abstract void Execute(Worker worker);

    /// <summary>Takes the frame out of its place, for later reuse by its type.</summary>
    public abstract void Recycle();

    /// <summary>Owner: the thief has finished and the result has been fetched or will be: nothing of the theft is left.</summary>
    public void Rest()
    {
        Thief = null;
        Parent = null;
        Latch.Reset();
        Permit.Reset();
    }

    /// <summary>True when this is <paramref name="fork"/> or was forked by what ran in it, at whatever depth.</summary>
    /// <remarks>Anybody may ask for the stolen fork of another worker: the answer holds if that worker's task is still the same afterwards.</remarks>
    public bool IsPartOf(PendingFork fork)
    {
        PendingFork? ancestor = this;
        for (int hops = 0; ancestor is not null && hops < MostHops; hops++)
        {
            if (ReferenceEquals(ancestor, fork))
            {
                return true;
            }

            ancestor = Volatile.Read(ref ancestor.Parent);
        }

        return false;
    }

    // What is read of workers that have gone on meanwhile may be a circle.
    private const int MostHops = 1 << 14;
}

/// <summary>What a frame slot holds before its first use, so that no reader has to ask for null.</summary>
internal sealed class NoFork : PendingFork
{
    public static readonly NoFork Instance = new();

    private NoFork()
    {
    }

    public override void Execute(Worker worker) => throw new InvalidOperationException("An unused frame was run.");

    public override void Recycle()
    {
    }
}

/// <summary>An array element that holds a frame; a struct, so that stores need no covariance check.</summary>
internal struct FrameSlot
{
    public PendingFork Frame;
}
