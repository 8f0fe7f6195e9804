using System.Diagnostics;
using ParallelCore.Partitioning;
using ParallelCore.Scheduling;

namespace ParallelCore.Loops;

/// <summary>How a participant takes one piece after the other off its part, lets others have the rest, and follows with the pieces' size what the last ones
/// have cost.</summary>
internal abstract partial class RangeLoop
{
    /// <summary>So many of the shortest loops, less one, a power of two, pass between two measurements.</summary>
    private const int ShortLoopsUnmeasured = 15;

    /// <summary>Pieces of one unit go on until so many times a larger one is behind them.</summary>
    private const ulong FirstShare = 4;

    private const ulong Growth = 8;

    /// <summary>A body's own loop is replaced by optimized code while it runs, if only it runs for some milliseconds.</summary>
    private const ulong ColdGrowth = 4;

    private const int PiecesPerWorker = 8;

    /// <summary>Into so many pieces one worker cuts a range that it may have to stop in, or to report on.</summary>
    private const ulong SequentialPieces = 256;

    private static readonly long s_wakingInterval = Stopwatch.Frequency * 50 / 1_000_000;

    /// <summary>The body is called once for all of a piece; otherwise once per unit.</summary>
    private bool PieceIsOneCall => _kind is ChunkKind.Auto or ChunkKind.Guided;

    /// <summary>The indices that a participant runs next. False when nothing is left of its part.</summary>
    public bool Next(ref LoopPart part, out long start, out long end)
    {
        ulong unit = part.Unit + 1;
        bool isWithin = unit < part.PieceEnd && !PieceIsOneCall && !IsStoppedAt(unit);
        if (isWithin && part.IsAskedFor)
        {
            GiveBack(ref part, unit);
            isWithin = false;
        }

        if (isWithin)
        {
            part.Unit = unit;
        }
        else if (!NextPiece(ref part))
        {
            start = 0;
            end = 0;
            return false;
        }

        start = StartOf(part.Unit);
        end = StartOf(PieceIsOneCall ? part.PieceEnd : part.Unit + 1);
        return true;
    }

    /// <summary>Ends the piece before <paramref name="index"/>, the next to run, and makes the rest of it what the participant has in hand. False where the
    /// piece can't end there.</summary>
    public bool TryGiveBack(ref LoopPart part, long index)
    {
        if (_kind != ChunkKind.Auto)
        {
            return false;
        }

        GiveBack(ref part, ChunkMath.Length(_from, index));
        return true;
    }

    /// <summary>The body that runs is about to block: what follows it in its piece becomes a fork, unless the body has forks of its own pending, above which it
    /// would lie, or is one call for all.</summary>
    private void ForkRest(ref LoopPart part)
    {
        ulong next = part.Unit + 1;
        if (next < part.PieceEnd && !PieceIsOneCall && !part.IsAlone && part.Worker.Stack.Depth == part.Top)
        {
            Push(ref part, next, part.PieceEnd, isShort: false);
            part.PieceEnd = next;
        }
    }

    private void GiveBack(ref LoopPart part, ulong unit)
    {
        Debug.Assert(part.RestStart == part.RestEnd, "while a piece runs, the rest is pending");
        part.RestStart = unit;
        part.RestEnd = part.PieceEnd;
        part.PieceEnd = unit;
        if (part.PieceEnd > part.PieceStart)
        {
            EndPiece(ref part);
        }

        part.IsFirst = true; // nothing speaks for more than one unit
    }

    private bool NextPiece(ref LoopPart part)
    {
        Worker worker = part.Worker;
        if (part.PieceEnd > part.PieceStart)
        {
            EndPiece(ref part);
        }

        if (worker.Stack.Depth != part.Top)
        {
            worker.JoinAbove(part.Top); // what the bodies have spawned
        }

        do
        {
            while (part.RestStart < part.RestEnd)
            {
                if (!IsStoppedAt(part.RestStart))
                {
                    BeginPiece(ref part);
                    return true;
                }

                part.RestStart = part.RestEnd;
            }
        }
        while (TryTakeBack(ref part));

        // A loop that always ends at once would never be known, and so be taken for a long one for ever.
        MeasureRest(ref part);
        return false;
    }

    private void EndPiece(ref LoopPart part)
    {
        ulong start = part.PieceStart;
        part.Uncounted += part.PieceEnd - start;
        part.PieceStart = part.PieceEnd; // before what may want memory: without any, it would be asked for again and again
        if (IsObserved)
        {
            bool isStolen = part.IsStolen;
            part.IsStolen = false;
            Observe(part.Worker, Iterations(start, part.PieceEnd), isStolen);
        }

        if (part.Before != 0 && !(part.IsFirst && part.Cost > 0))
        {
            Measure(ref part);
        }
        else if (part.Before == 0 && !part.IsFirst)
        {
            // One of the shortest loops: soon fewer pieces, but a body that waits holds up no more than has already passed.
            part.Size = part.Size > 1 ? part.Size * 2 : Math.Max(1, part.Uncounted / FirstShare);
        }

        // The first unit is a piece of its own, so that it holds nothing up should it be long; where the cost is known that needs no look at the clock.
        part.IsFirst = false;
    }

    /// <summary>What the root has run since the last look, before it waits for others or returns.</summary>
    private void MeasureRest(ref LoopPart part)
    {
        if (part.IsRoot && part.Uncounted > 0 && part.Before != 0)
        {
            Measure(ref part);
        }
    }

    private void Measure(ref LoopPart part)
    {
        long now = Stopwatch.GetTimestamp();
        float elapsed = LoopClock.Elapsed(part.Before, now);
        part.Before = now;
        part.Cost = elapsed / part.Uncounted;
        part.IsTrusted = elapsed >= LoopClock.Trusted;
        part.Size = part.IsTrusted ? part.Uncounted : Grown(part.Uncounted);
        part.Uncounted = 0;
        if (part.IsRoot)
        {
            _cost = _forecast = part.Cost;
        }
    }

    /// <summary>Takes a piece off the front of the rest, and lets others have what remains.</summary>
    private void BeginPiece(ref LoopPart part)
    {
        ulong left = part.RestEnd - part.RestStart;
        ulong size = Math.Min(left, part.IsAlone ? AlonePiece(left) : SizeOf(ref part, left));
        Debug.Assert(size > 0, "a piece is never empty");
        part.Unit = part.PieceStart = part.RestStart;
        part.PieceEnd = part.RestStart += size;
        part.Worker.Request.Begin(isDivisible: size > 1 && !part.IsAlone);
        if (!part.IsAlone && size < left)
        {
            Share(ref part);
        }
        else if (part.IsFirst && !part.IsRoot)
        {
            part.Worker.WakeMore(part.Worker);
        }
    }

    private void Share(ref LoopPart part)
    {
        Worker worker = part.Worker;
        float rest = part.Cost * (part.RestEnd - part.RestStart);
        bool isLong = part.IsTrusted && rest > (_isCold ? ShortestPiece(worker) : LoopClock.WorthSharing);
        if (isLong && part.RestEnd - part.RestStart > 1 && worker.Stack.Top >= part.Top)
        {
            // The half of all that is left goes first; without it a thief would get everything but the piece, and the owner would have to steal some back.
            ulong middle = part.RestEnd - (part.RestEnd - part.RestStart + 1) / 2;
            Push(ref part, middle, part.RestEnd, isShort: false);
            part.RestEnd = middle;
        }

        if (part.RestStart < part.RestEnd)
        {
            Push(ref part, part.RestStart, part.RestEnd, isShort: !isLong);
            part.RestStart = part.RestEnd;
        }

        if (isLong && worker.Scheduler.Gate.Idle > 0)
        {
            if (worker.Scheduler.Gate.Searching > 0)
            {
                worker.Stack.Publish(all: true);
            }

            Wake(ref part, rest);
        }
    }

    private void Push(ref LoopPart part, ulong start, ulong end, bool isShort)
    {
        RangeFork fork = part.Worker.FrameAt<RangeFork>(part.Top);
        fork.Loop = this;
        fork.Start = start;
        fork.End = end;
        fork.IsShort = isShort;
        part.Worker.Push(fork, part.Top);
        part.Top++;
        if (!isShort)
        {
            NoteExposure();
        }
    }

    /// <summary>Wakes others if that pays: whoever has just taken its part at once, so that all are awake after a few rounds; later while nobody comes to take
    /// what is offered.</summary>
    private void Wake(ref LoopPart part, float rest)
    {
        WorkStealingScheduler scheduler = part.Worker.Scheduler;
        bool isDue = part.NextWaking == 0 ? !part.IsRoot || scheduler.Gate.Searching == 0 : part.Before >= part.NextWaking || scheduler.Gate.Searching == 0;
        if (isDue && (rest > scheduler.WakeCost.WorthWaking || (rest > WakeCost.Least && scheduler.WakeCost.IsDue(part.Before))))
        {
            part.Worker.DeferWakingUntil = 0;
            part.Worker.Stack.Publish(all: true);
            part.Worker.WakeMore(part.Worker);
            part.NextWaking = part.Before + s_wakingInterval;
        }
        else if (part.NextWaking == 0)
        {
            part.NextWaking = part.Before + s_wakingInterval;
        }
    }

    /// <summary>Takes back what was set aside, newest first; waits for what was taken. False when nothing is left.</summary>
    private bool TryTakeBack(ref LoopPart part)
    {
        Worker worker = part.Worker;
        while (part.Top > part.Base)
        {
            int index = part.Top - 1;
            var fork = (RangeFork)worker.Frames[index].Frame;
            bool isMine = worker.Stack.TryPop(index);
            part.Top = index;
            if (isMine)
            {
                part.RestStart = fork.Start;
                part.RestEnd = fork.End;
                fork.Loop = null;
                return true;
            }

            // The oldest are taken first: once one was taken, nothing is left to run, and so nothing to measure after the wait.
            MeasureRest(ref part);
            worker.JoinStolen(fork, index);
        }

        return false;
    }

    private ulong AlonePiece(ulong left) =>
        _kind == ChunkKind.Guided ? GuidedPiece(left) : IsInterruptible ? Math.Max(1, _units / SequentialPieces) : left;

    /// <summary>How many units the next piece has: as many as last time's cost allows, and never many more than last time.</summary>
    private ulong SizeOf(ref LoopPart part, ulong left)
    {
        if (part.Size == 0)
        {
            Foretell(ref part, left);
        }

        if (_kind == ChunkKind.Guided)
        {
            return GuidedPiece(left);
        }

        if (part.IsFirst)
        {
            return 1;
        }

        if (!part.IsTrusted)
        {
            return part.Size;
        }

        // A part of the rest, in time: short pieces near the end even out who finishes last.
        float time = _isCold
            ? Math.Clamp(part.Cost * left / ColdGrowth, ShortestPiece(part.Worker), LoopClock.LongestColdPiece)
            : Math.Clamp(part.Cost * left / Growth, LoopClock.ShortestPiece, PieceIsOneCall && OwnsInnerLoop ? LoopClock.LongestCall(part.Worker.Scheduler.Workers) : LoopClock.LongestPiece);
        return Clamp(time / part.Cost, Grown(part.Size));
    }

    /// <summary>What is known of the loop from its last calls, or else from its length.</summary>
    private void Foretell(ref LoopPart part, ulong left)
    {
        part.IsFirst = true;
        float rest = part.Cost * left;
        if (part.IsRoot)
        {
            // The shortest loops are over before the clock would tell the time: now and then is enough for those.
            if (rest > 0 && rest < LoopClock.ShortestPiece && (part.Worker.ShortLoops++ & ShortLoopsUnmeasured) != 0)
            {
                part.Before = 0;
            }
            else
            {
                BeginRoot(ref part);
            }
        }
        else
        {
            part.Before = Stopwatch.GetTimestamp();
        }

        // A short loop is measured before it is shared: a thief's presence slows the owner, and a cost measured so would keep the loop shared for ever.
        part.IsTrusted = rest > WakeCost.Least;
        part.Size = part.Cost == 0 ? 1 : Clamp(ShortestPiece(part.Worker) / part.Cost, Math.Max(1, left / (2 * (ulong)part.Worker.Scheduler.Workers)));
    }

    private void BeginRoot(ref LoopPart part)
    {
        part.Before = Stopwatch.GetTimestamp();
        _isCold = OwnsInnerLoop && SiteCosts.IsCold(_key, part.Before);
        if (_isOutermost)
        {
            part.Worker.LoopInterval = part.Before - part.Worker.LoopStart;
            part.Worker.LoopStart = part.Before;
        }
    }

    /// <summary>In a process that is starting, longer, but not so long that a worker would get only a few.</summary>
    private float ShortestPiece(Worker worker) => _isCold
        ? Math.Clamp(_forecast * _units / (PiecesPerWorker * worker.Scheduler.Workers), LoopClock.ShortestPiece, LoopClock.ShortestColdPiece)
        : LoopClock.ShortestPiece;

    private ulong GuidedPiece(ulong left) => ChunkMath.GuidedSize(left, _guidedDivisor, 1);

    private static ulong Grown(ulong piece) => piece < ulong.MaxValue / Growth ? piece * Growth : ulong.MaxValue;

    private static ulong Clamp(float value, ulong most) => value >= most ? most : Math.Max(1, (ulong)value);
}
