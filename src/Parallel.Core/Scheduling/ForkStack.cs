using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Which of a worker's pending forks are whose: the owner pushes and pops the newest, thieves take the oldest.</summary>
/// <remarks>
/// SOURCE: Lace's split deque (van Dijk, van de Pol, 2014), with an asymmetric fence (Dice, Huang, Yang 2001) for what its owner has not published: a thief may
/// publish it, too. A stolen fork keeps its index until its owner has joined it, so depth and index are one.
/// ROLES: the owner calls <see cref="Push"/>, <see cref="Publish"/>, <see cref="TryPop"/>, <see cref="Retire"/>; anybody calls the rest.
/// WORDS: the depth, on the owner's line; the head: tag | claim | count | split. Forks [0, top) are stolen, [top, split) public, with top = split - count,
/// [split, depth) private. Under a claim nothing is public yet: a raider is about to publish [top, split). The want: since when a thief has found nothing
/// public; zero if nobody wants.
/// INVARIANTS: (1) top never passes the depth; (2) each change of the head is a compare-and-swap that changes the tag; (3) a public fork leaves only by a
/// change of the head, and so does a claimed one once the raider's fence is over: what a thief reads of such a fork, and of its owner's task, was true if its
/// compare-and-swap succeeds; (4) only the owner touches a private fork.
/// ORDERING: S1 the owner's store of the depth releases the fork's fields to a raider's load of it. S2 the owner's publishing compare-and-swap releases them to
/// the thief's load of the head.
/// S3 the raider's claim, then the process-wide fence, then its load of the depth, against the owner's store of the depth and then its load of the head,
/// without a fence between: either the raider sees that the fork is gone, or the owner sees the claim. S4 the compare-and-swaps on the head.
/// PROGRESS: a failed compare-and-swap means that another one succeeded. A claim blocks nobody: the owner withdraws it, and so may another raider, after a
/// while.
/// WRAP: 35 bits of tag; a stale compare-and-swap could only err if its thread slept while the head changed that often, minutes at least. Forks above
/// <see cref="MostPublic"/> stay private.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
internal struct ForkStack<TCell>
    where TCell : struct, IAtomicCell
{
    /// <summary>Forks from this index on are run by their owner.</summary>
    public const int MostPublic = (int)SplitMask;

    private const int SplitBits = 20;
    private const int CountBits = 8;
    private const long SplitMask = (1L << SplitBits) - 1;
    private const long OneCount = 1L << SplitBits;
    private const long CountMask = (1L << CountBits) - 1;
    private const long Claim = OneCount << CountBits;
    private const long OneTag = Claim << 1;

    public CachePad Before;

    // Written at each fork; thieves read it seldom.
    private TCell _depth;

    public CachePad Between;

    // Read by the owner at each join, and by thieves while they search; written only when somebody wants something.
    private TCell _head;

    private TCell _want;

    public CachePad After;

    /// <summary>Owner: how many forks are pending or stolen and not joined.</summary>
    public int Depth => (int)_depth.Read();

    /// <summary>Anybody, approximate: the index of the oldest fork that nobody has taken.</summary>
    public int Top => TopOf(_head.Read());

    /// <summary>Anybody, approximate: there is something to take.</summary>
    public bool HasForks => TopOf(_head.Read()) < Depth;

    /// <summary>Anybody, approximate: one fork is public.</summary>
    public bool HasLastPublic => (_head.Read() & (Claim | CountMask * OneCount)) == OneCount;

    /// <summary>Owner: a thief has found nothing public here.</summary>
    public bool IsWanted => _want.Read() != 0;

    private string DebuggerDisplay => $"top {Top}, split {SplitOf(_head.Read())}, depth {Depth}, claimed = {IsClaimed(_head.Read())}";

    /// <summary>Owner: the fork at <paramref name="depth"/>, which is the depth, is pending.</summary>
    public void Push(int depth) => _depth.Write((uint)depth + 1); // S1

    /// <summary>Owner: takes note of the thief, which begins to wait anew.</summary>
    public void Unwant() => _want.Write(0);

    /// <summary>Owner: lets others take the oldest forks: all of them, or half of the private ones.</summary>
    public void Publish(bool all)
    {
        int depth = Math.Min(Depth, MostPublic);
        long head = _head.Read();
        while (true)
        {
            int top = TopOf(head);
            int split = IsClaimed(head) ? top : SplitOf(head);
            int wanted = Math.Min(all ? depth : split + (depth - split + 1) / 2, top + (int)CountMask);
            if (wanted <= split)
            {
                return;
            }

            long seen = _head.CompareExchange(Next(head, top, wanted), head); // S2
            if (seen == head)
            {
                return;
            }

            head = seen;
        }
    }

    /// <summary>Owner: takes the newest fork, at <paramref name="index"/>, back. False when a thief has it; it then stays in place.</summary>
    public bool TryPop(int index)
    {
        _depth.Write((uint)index);
        return SplitOf(_head.Read()) <= index || TryPopPublic(index); // S3
    }

    /// <summary>Owner: the stolen fork at <paramref name="index"/>, the newest, has been joined.</summary>
    public void Retire(int index)
    {
        _depth.Write(index);
        long head = _head.Read();
        while (true)
        {
            long seen = _head.CompareExchange(Next(head, index, index), head); // S4
            if (seen == head)
            {
                return;
            }

            head = seen;
        }
    }

    /// <summary>Anybody: true when there is a public fork, at <paramref name="index"/>. What is then read of it, and of its owner's task, was true if
    /// <see cref="TryTake"/> succeeds.</summary>
    public bool TryPeek(out long head, out int index)
    {
        head = _head.Read(); // S2
        index = TopOf(head);
        return (head & (Claim | CountMask * OneCount)) is > 0 and < Claim;
    }

    /// <summary>Thief: the public fork that was seen under <paramref name="head"/>, or the claimed one, is its own; the rest of a claim is public.</summary>
    public bool TryTake(long head)
    {
        // The owner may have lowered the depth below the claim, to pop; if this comes first it will find that it is too late for the oldest one, and private
        // again what is above the split.
        int taken = TopOf(head) + 1;
        int split = IsClaimed(head) ? Math.Max(taken, Math.Min(Depth, SplitOf(head))) : SplitOf(head);
        return _head.CompareExchange(Next(head, taken, split), head) == head; // S4
    }

    /// <summary>Thief: says that it found nothing public. True when somebody has said so for longer than <paramref name="patience"/>, and the owner not looked
    /// since.</summary>
    public bool Want(long now, long patience)
    {
        long since = _want.Read();
        if (since == 0)
        {
            _want.Write(now);
        }

        return since != 0 && now - since > patience;
    }

    /// <summary>Thief: begins to publish half of what is private. True when there is a fork, at <paramref name="index"/>, which the owner can't pop any more
    /// without a change of <paramref name="head"/>.</summary>
    public bool TryClaim(long now, out long head, out int index)
    {
        long seen = _head.Read();
        index = TopOf(seen);
        int pending = Math.Min(Depth, MostPublic) - index;
        head = Next(seen, index, index + Math.Min((pending + 1) / 2, (int)CountMask)) | Claim;
        if (pending <= 0 || _head.CompareExchange(head, seen) != seen) // S3
        {
            return false;
        }

        _want.Write(now);
        TCell.ProcessWideFence(); // S3
        if (index < Depth) // S1, S3
        {
            return true;
        }

        Withdraw(head);
        return false;
    }

    /// <summary>Thief: doesn't want the claimed fork after all.</summary>
    public void Withdraw(long head) => _head.CompareExchange(Next(head, TopOf(head), TopOf(head)), head); // S4

    private static int SplitOf(long head) => (int)(head & SplitMask);

    private static int TopOf(long head) => (int)(head & SplitMask) - (int)(head >>> SplitBits & CountMask);

    private static bool IsClaimed(long head) => (head & Claim) != 0;

    /// <summary>The head that follows: a new tag, no claim, [top, split) public.</summary>
    private static long Next(long head, int top, int split) => (head & -OneTag) + OneTag | (split - top) * OneCount | (uint)split;

    private bool TryPopPublic(int index)
    {
        while (true)
        {
            long head = _head.Read();
            int top = TopOf(head);
            if (top > index)
            {
                _depth.Write(index + 1);
                return false;
            }

            // What is left public is half, so that the next pops are private again.
            int split = IsClaimed(head) ? top : Math.Min(index, (top + SplitOf(head)) / 2);
            if (_head.CompareExchange(Next(head, top, split), head) == head) // S4
            {
                return true;
            }
        }
    }
}
