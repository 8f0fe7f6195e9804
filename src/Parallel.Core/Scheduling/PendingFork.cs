using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>A piece of work that its owner has set aside, and that a thief may run.</summary>
/// <remarks>
/// It lives on the heap and is reused, because one thread must not touch references on another thread's stack.
/// While it is private only its owner touches it. <see cref="Worker.ExposeOldest"/> fills what a thief needs.
/// </remarks>
[DebuggerDisplay("exposed = {IsExposed}, owner = {Owner}")]
internal abstract class PendingFork
{
    /// <summary>Owner only: a thief may hold it, so joining must ask the slot first.</summary>
    public bool IsExposed;

    /// <summary>Set by the thief when the fork has finished.</summary>
    public JoinLatch<AtomicCell> Latch;

    /// <summary>In a limited region: whether the owner or the thief gives back a permit.</summary>
    public PermitHandover<AtomicCell> Permit;

    /// <summary>The thief's <see cref="Worker.TaskWord"/> while it runs this fork; zero until it has begun.</summary>
    public AtomicCell ThiefWord;

    /// <summary>The owner's <see cref="Worker.TaskWord"/> under which the fork was exposed.</summary>
    public AtomicCell OwnerWord;

    public Worker? Owner;

    /// <summary>The stolen fork that the owner was running when it exposed this one.</summary>
    public PendingFork? Parent;

    /// <summary>The region in which it was forked.</summary>
    public Region? Region;

    /// <summary>Runs the fork on <paramref name="worker"/> and keeps its exception; what it leaves above its frame, the caller joins. Never throws.</summary>
    public abstract void Execute(Worker worker);

    /// <summary>Takes the frame out of its place, for later reuse by its type.</summary>
    public abstract void Recycle();
}
