using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore.Loops;

/// <summary>What one participant does of a loop, from the moment that it got a part of the range until nothing of it is left.</summary>
/// <remarks>It lives on the participant's stack; others see only the forks that it has pushed.</remarks>
internal struct LoopPart(RangeLoop loop, Worker worker, ulong start, ulong end)
{
    public readonly RangeLoop Loop = loop;
    public readonly Worker Worker = worker;

    /// <summary>Where the participant's forks begin, and one past the last.</summary>
    public readonly int Base = worker.Stack.Depth;
    public int Top = worker.Stack.Depth;

    /// <summary>The unit that runs, and the piece that it belongs to: what the participant has taken from the range.</summary>
    public ulong Unit;
    public ulong PieceStart;
    public ulong PieceEnd;

    /// <summary>The rest that the participant has in hand, to take the next piece from.</summary>
    public ulong RestStart = start;
    public ulong RestEnd = end;

    /// <summary>Units run since <see cref="Before"/>.</summary>
    public ulong Uncounted;
    public long Before;

    /// <summary>Ticks per unit and units per piece, as of the last measurement; zero when unknown.</summary>
    public float Cost;
    public ulong Size;

    /// <summary>When others may be woken again; zero before the first time.</summary>
    public long NextWaking;

    /// <summary>The cost was measured over more than the clock's own time.</summary>
    public bool IsTrusted;

    /// <summary>No piece has been run yet, or the last one was cut short.</summary>
    public bool IsFirst;

    /// <summary>The calling thread's part, by whose cost the loop is remembered.</summary>
    public bool IsRoot;

    /// <summary>Taken from another participant, and not reported yet.</summary>
    public bool IsStolen;

    /// <summary>Nobody else may take anything.</summary>
    public bool IsAlone;

    /// <summary>Somebody who has found nothing else asks for what has not begun of the piece. A request that comes late may find a part that nobody else may
    /// take from.</summary>
    public readonly bool IsAskedFor => Worker.Request.IsDue && !IsAlone;

    /// <summary>Ends the piece before <paramref name="index"/>, the next to run. False if it goes on.</summary>
    public bool TryGiveBack(long index) => Loop.TryGiveBack(ref this, index);

    /// <summary>The indices to run next. False when nothing is left of the part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(out long start, out long end) => Loop.Next(ref this, out start, out end);

    /// <summary>The body has ended the loop at <paramref name="index"/>, or has seen its cancellation.</summary>
    public readonly void Break(long index) => Loop.Break(Unit, index);
}
