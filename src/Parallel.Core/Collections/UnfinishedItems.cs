using System.Runtime.InteropServices;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>Counts the items that were put and aren't done yet, and tells who waits when there is none.</summary>
/// <remarks>
/// <para>SOURCE: the owner's own count is from biased reference counting (Choi, Shull, Torrellas, PACT 2018): an atomic increment costs a noticeable part of a
/// put, and most buffers have one producer.</para>
/// <para>ROLES: producers begin before they write an item, so that nobody can finish it before it is counted; a put that fails finishes its own count.
/// The first thread that begins is the owner, for good. Consumers finish. Anybody joins.</para>
/// <para>INVARIANTS: I1: the counts only grow. I2: Finished never passes Begun, the sum of the two. I3: nothing is unfinished at a moment when they are equal,
/// and only then; as they only grow, Finished read before Begun and found equal were equal when Finished was read. I4: a joiner's task is completed only by
/// somebody who has found them equal inside the lock, hence after the joiner came.</para>
/// <para>ORDERING: B1: the owner's plain store comes before the item is published, as publishing takes a lock. A later thread with the owner's number sees
/// its last store, since a number is given out again only after its thread has ended. J1: the joiner publishes its task, a full fence, then compares the
/// counts; J2: a finisher changes the count, a full fence (the CAS), then looks for a task. So one of them sees the other.</para>
/// <para>PROGRESS: begin is wait-free, finish lock-free while nobody joins. WRAP: 64 bits, not in a lifetime.</para>
/// </remarks>
internal sealed class UnfinishedItems
{
    private readonly object _lock = new();
    private UnfinishedCounts _counts;
    private TaskCompletionSource? _joiners;
    private int _owner;

    /// <summary>Approximate while calls are running; zero only if there was a moment without unfinished items.</summary>
    public long Count
    {
        get
        {
            long finished = Volatile.Read(ref _counts.Finished);
            return Begun - finished;
        }
    }

    private long Begun => Volatile.Read(ref _counts.BegunByOwner) + Volatile.Read(ref _counts.BegunByOthers);

    public void Begin()
    {
        if (_owner == Environment.CurrentManagedThreadId)
        {
            Volatile.Write(ref _counts.BegunByOwner, _counts.BegunByOwner + 1); // B1
        }
        else
        {
            BeginAsOther();
        }
    }

    /// <summary>False when nothing is unfinished.</summary>
    public bool TryFinish()
    {
        while (true)
        {
            long finished = Volatile.Read(ref _counts.Finished);
            if (finished >= Volatile.Read(ref _counts.Seen))
            {
                long begun = Begun;
                if (finished >= begun)
                {
                    return false;
                }

                Volatile.Write(ref _counts.Seen, begun);
            }

            if (Interlocked.CompareExchange(ref _counts.Finished, finished + 1, finished) == finished) // J2
            {
                if (Volatile.Read(ref _joiners) is not null)
                {
                    WakeJoiners();
                }

                return true;
            }
        }
    }

    /// <summary>A task that ends when nothing is unfinished.</summary>
    public Task WhenNone()
    {
        if (Count == 0)
        {
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            Task joined = (_joiners ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            Interlocked.MemoryBarrier(); // J1
            WakeJoiners();
            return joined;
        }
    }

    private void BeginAsOther()
    {
        // The winner counts here this once.
        Interlocked.CompareExchange(ref _owner, Environment.CurrentManagedThreadId, 0);
        Interlocked.Increment(ref _counts.BegunByOthers);
    }

    private void WakeJoiners() => Uninterrupted.Run(this, static items =>
    {
        lock (items._lock)
        {
            if (items.Count == 0 && items._joiners is { } joiners)
            {
                items._joiners = null;
                joiners.SetResult();
            }
        }
    });
}

/// <summary>What the first producer counts, what the other producers count, and what consumers count, in cache lines of their own.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnfinishedCounts
{
    private CachePad _before;

    /// <summary>Puts that the owning thread has begun.</summary>
    public long BegunByOwner;

    private CachePad _afterOwner;

    /// <summary>Puts that other threads have begun.</summary>
    public long BegunByOthers;

    private CachePad _afterOthers;

    /// <summary>Items that are done, and puts that have failed.</summary>
    public long Finished;

    /// <summary>How many had begun when a consumer last looked: consumers touch the producers' lines only when they have caught up with it.</summary>
    public long Seen;

    private CachePad _afterFinished;
}
