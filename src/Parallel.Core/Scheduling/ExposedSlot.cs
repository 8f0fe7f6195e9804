using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>The one place of a worker from which others may take a fork: its oldest pending one.</summary>
/// <remarks>
/// SOURCE: a split deque (Lace: van Dijk and van de Pol, 2014) whose public part is one slot, taken as in Java's ForkJoinPool
/// by compare-and-swap on the slot itself. The word carries the task under which the fork was exposed, so that a waiting
/// owner that helps its thief can never take a stranger's fork.
/// ROLES: the owner calls <see cref="Expose"/>, <see cref="TryReclaim"/>, <see cref="Close"/>; anybody calls the TryTake methods.
/// INVARIANTS: (1) the owner exposes only into an empty slot; (2) a word leaves the slot through exactly one successful
/// compare-and-swap, so each exposure is run by exactly one worker; (3) a word is zero (empty), has a zero index part (closed:
/// nothing will ever be exposed), or names a frame that is pending until the word leaves.
/// ORDERING: E1 <see cref="Expose"/> is a release store, paired with the acquire in E2, so that the taker sees the frame's fields.
/// E3 between Expose and a look at the sleepers the caller needs a full fence (see <see cref="IdleGate{TCell}"/>, G1).
/// WRAP: a task number has 44 bits; a stale compare-and-swap could only err if its thread slept while one worker began 2^44 tasks.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
internal struct ExposedSlot<TCell>
    where TCell : struct, IAtomicCell
{
    public const int IndexBits = 20;
    public const long IndexMask = (1L << IndexBits) - 1;

    /// <summary>Frames at or above this index are never exposed; they run on their owner.</summary>
    public const int MaxIndex = (int)IndexMask - 1;

    private const long ClosedWord = 1L << IndexBits;

    private TCell _word;

    /// <summary>True when the owner may expose a fork here.</summary>
    public bool IsEmpty => _word.Read() == 0;

    /// <summary>True when there is something to take.</summary>
    public bool HasFork => (_word.Read() & IndexMask) != 0;

    private string DebuggerDisplay => Describe(_word.Read());

    public static long TaskOf(long word) => word >>> IndexBits;

    public static int IndexOf(long word) => (int)(word & IndexMask) - 1;

    /// <summary>Owner: nobody will ever take from here, so forks stay private.</summary>
    public void Close() => _word.Write(ClosedWord);

    /// <summary>Owner, slot empty: makes the frame at <paramref name="index"/> takeable.</summary>
    public void Expose(long task, int index) => _word.Write(Pack(task, index)); // E1

    /// <summary>Owner: takes the frame back unless a thief was faster.</summary>
    public bool TryReclaim(long task, int index)
    {
        long word = Pack(task, index);
        return _word.Read() == word && _word.CompareExchange(0, word) == word;
    }

    /// <summary>Thief: takes whatever is exposed.</summary>
    public StealOutcome TryTake(out int index)
    {
        long word = _word.Read();
        index = IndexOf(word);
        if (index < 0)
        {
            return StealOutcome.Empty;
        }

        return _word.CompareExchange(0, word) == word ? StealOutcome.Success : StealOutcome.Retry; // E2
    }

    /// <summary>Waiting owner: takes what is exposed only if it belongs to <paramref name="task"/>.</summary>
    public StealOutcome TryTakeOf(long task, out int index)
    {
        long word = _word.Read();
        index = IndexOf(word);
        if (index < 0 || TaskOf(word) != task)
        {
            return StealOutcome.Empty;
        }

        return _word.CompareExchange(0, word) == word ? StealOutcome.Success : StealOutcome.Retry; // E2
    }

    private static long Pack(long task, int index) => (task << IndexBits) | (uint)(index + 1);

    private static string Describe(long word) => word switch
    {
        0 => "empty",
        ClosedWord => "closed",
        _ => $"task {TaskOf(word)} frame {IndexOf(word)}",
    };
}
