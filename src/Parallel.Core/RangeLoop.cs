using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Partitioning;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>One running loop: a range of which everybody takes piece after piece, and whose rest anybody may take.</summary>
/// <remarks>
/// SOURCE: lazy binary splitting (Tzannes, Caragea, Barua, Vishkin, PPoPP 2010), turned around: what a participant has not begun is always there to be taken, and only how much that is follows from measured time.
/// A unit is an index (automatic), the least chunk (guided) or a chunk (fixed, even, weighted); automatic and guided pieces are one call each.
/// A participant holds a piece, and as forks, oldest first: the right half of what it got, while that pays, and the rest of the left half. Between two pieces it pops the rest, takes the next piece off its front, and pushes
/// what remains. Whoever takes a fork does the same with it. What was taken the owner waits for, and helps with.
/// The activation that calls the body is one for a whole part, so that the runtime can replace it on the stack; <see cref="Next"/> is called between pieces, and where chunks are calls of their own. The object is pooled; only forks of the loop lead to it, and all are joined before it is reused.
/// </remarks>
internal abstract class RangeLoop : LoopControl
{
    /// <summary>With so few units, an unknown body is assumed to be long: measuring one could cost half of the gain.</summary>
    private const ulong FewUnits = 16;

    /// <summary>So many of the shortest loops, less one, a power of two, pass between two measurements.</summary>
    private const int ShortLoopsUnmeasured = 15;

    private const ulong Growth = 8;

    /// <summary>A body's own loop is replaced by optimized code while it runs, if only it runs for some milliseconds.</summary>
    private const ulong ColdGrowth = 4;

    private const int PiecesPerWorker = 8;

    /// <summary>Into so many pieces one worker cuts a range that it may have to stop in, or to report on.</summary>
    private const ulong SequentialPieces = 256;

    private static readonly long s_wakingInterval = Stopwatch.Frequency * 50 / 1_000_000;

    private long _from;
    private ulong _length;
    private ChunkKind _kind;
    private ulong _size;
    private LongRangeChunks _chunks;
    private ulong _units;
    private ulong _guidedDivisor;
    private float _cost;
    private float _forecast;
    private int _key;
    private bool _isCold;
    private bool _isOutermost;
    private WorkerLimit? _limit;
    private Region? _region;

    /// <summary>True when a piece may be longer than a fork of it would be: the body has a loop of its own, which the runtime replaces only when it runs for long.</summary>
    protected virtual bool OwnsInnerLoop => true;

    /// <summary>Calls the body for all that <see cref="LoopPart.Next"/> hands out, in one activation.</summary>
    protected abstract void RunPieces(ref LoopPart part);

    /// <summary>False if the object would keep a type from being unloaded.</summary>
    protected virtual bool IsKept => true;

    /// <summary>Drops the body.</summary>
    protected abstract void Forget();

    /// <summary>Makes the calling thread a worker for a loop.</summary>
    protected static unsafe WorkerLease Enter(RangeOptions? options)
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        var lease = WorkerLease.Enter(options?.Scheduler ?? Worker.Current?.Scheduler ?? WorkStealingScheduler.Shared);
        byte here;
        if ((nint)(&here) < lease.Worker.StackLimit)
        {
            CheckStack(lease);
        }

        return lease;
    }

    /// <summary>The place keeps the last loop that it ran; another type's, or a nested one, comes from the pool.</summary>
    protected static TLoop Rent<TLoop>(Worker worker)
        where TLoop : RangeLoop, new()
    {
        if (worker.IdleLoop is TLoop idle)
        {
            worker.IdleLoop = null;
            return idle;
        }

        return IdlePool<TLoop>.Rent();
    }

    /// <summary>Runs the loop to its end on the calling thread and whoever comes to help.</summary>
    /// <returns>True, and where, if a body stopped the loop.</returns>
    protected bool Run(WorkerLease lease, long from, long to, in ChunkPolicy chunk, RangeOptions? options, int key, out long breakIndex)
    {
        Worker worker = lease.Worker;
        try
        {
            int workers = worker.Region?.Limit == WorkerLimit.Alone ? 1 : Math.Min(worker.Scheduler.Workers, options?.MaxWorkers ?? int.MaxValue);
            Cut(from, to, chunk, workers);
            Begin(options, _length);
            _isOutermost = !lease.IsNested;
            SequentialReason reason = RunUnits(worker, workers, key);
            return Complete(options?.Name, reason, out breakIndex);
        }
        finally
        {
            End();
            Forget();
            (worker.IdleLoop as LoopControl)?.Recycle();
            worker.IdleLoop = IsKept ? this : null;
            lease.Exit();
        }
    }

    /// <summary>Works on units [start, end), and returns when all of them have been run or are known to need no running.</summary>
    public void Work(Worker worker, ulong start, ulong end, bool isStolen)
    {
        var part = new LoopPart(this, worker, start, end) { Cost = _forecast, IsStolen = isStolen, IsRoot = !isStolen };
        RunPart(ref part);
    }

    /// <summary>The indices that a participant runs next. False when nothing is left of its part.</summary>
    public bool Next(ref LoopPart part, out long start, out long end)
    {
        ulong unit = part.Unit + 1;
        bool isWithin = unit < part.PieceEnd && _kind is not (ChunkKind.Auto or ChunkKind.Guided) && !IsStoppedAt(unit);
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
        end = StartOf(_kind is ChunkKind.Auto or ChunkKind.Guided ? part.PieceEnd : part.Unit + 1);
        return true;
    }

    /// <summary>Ends the piece before <paramref name="index"/>, the next to run, and makes the rest of it what the participant has in hand. False where the piece can't end there.</summary>
    public bool TryGiveBack(ref LoopPart part, long index)
    {
        if (_kind != ChunkKind.Auto || part.IsAlone)
        {
            return false;
        }

        GiveBack(ref part, ChunkMath.Length(_from, index));
        return true;
    }

    /// <summary>A body ended the loop early.</summary>
    public void BreakAt(ulong unit, long index) => Break(unit, index);

    private static void CheckStack(WorkerLease lease)
    {
        try
        {
            lease.Worker.CheckStack();
        }
        catch (InsufficientExecutionStackException)
        {
            lease.Exit();
            throw;
        }
    }

    private void Cut(long from, long to, in ChunkPolicy chunk, int workers)
    {
        _from = from;
        _length = ChunkMath.Length(from, to);
        _kind = chunk.Kind;
        switch (_kind)
        {
            case ChunkKind.Auto:
                _size = 1;
                _units = _length;
                break;
            case ChunkKind.Fixed or ChunkKind.Guided:
                _size = (ulong)chunk.Size;
                _units = ChunkMath.FixedCount(_length, _size);
                _guidedDivisor = ChunkMath.GuidedDivisor(workers);
                break;
            default:
                _chunks = _kind == ChunkKind.Even ? LongRangeChunks.Even(from, to, workers) : chunk.CutByWeight(from, to, WeightedPieces(workers));
                _units = _chunks.FullCount;
                break;
        }
    }

    /// <summary>Enough pieces of equal weight that a wrong weight can be evened out by stealing.</summary>
    private static int WeightedPieces(int workers) => workers == 1 ? 1 : (int)Math.Min(16L * workers, int.MaxValue);

    private SequentialReason RunUnits(Worker worker, int workers, int key)
    {
        SequentialReason reason = _units == 0 ? SequentialReason.Empty
            : _units == 1 ? SequentialReason.SingleChunk
            : worker.Scheduler.Workers == 1 ? SequentialReason.SingleWorker
            : workers == 1 ? SequentialReason.MaxWorkers
            : SequentialReason.None;
        _key = key;
        float known = SiteCosts.Get(key);
        _cost = known;
        _forecast = known > 0 ? known : _units <= Math.Max(FewUnits, 2UL * (uint)worker.Scheduler.Workers) ? float.MaxValue / Math.Max(1, _units) : 0;
        FlowingContext.Kept own = _isOutermost ? default : FlowingContext.Keep(); // an outermost one is within a lease
        ExecutionContext? context = _isOutermost ? worker.Region?.Context : own.Flowing;
        if (workers < worker.Scheduler.Workers || context != worker.Region?.Context)
        {
            RunInRegion(worker, workers, context, reason);
        }
        else
        {
            RunUnits(worker, reason);
        }

        if (!_isOutermost)
        {
            own.GiveBack();
        }

        if (_cost > 0)
        {
            SiteCosts.Set(key, known, _cost);
            NoteIfMissed(worker, reason, _cost * _units);
        }

        return reason;
    }

    /// <summary>A loop that would have been worth sharing, had anybody been awake, counts towards waking somebody for the next one.</summary>
    private static void NoteIfMissed(Worker worker, SequentialReason reason, float duration)
    {
        WorkStealingScheduler scheduler = worker.Scheduler;
        if (reason == SequentialReason.None && duration > WakeCost.Least && scheduler.Gate.NeedsWaking)
        {
            scheduler.WakeCost.NoteMissed(duration, Stopwatch.GetTimestamp());
        }
    }

    private void RunUnits(Worker worker, SequentialReason reason)
    {
        if (reason == SequentialReason.None || (reason == SequentialReason.SingleWorker && worker.Scheduler.Spares.ArePossible))
        {
            Work(worker, 0, _units, isStolen: false);
        }
        else
        {
            var part = new LoopPart(this, worker, 0, _units) { IsAlone = true };
            RunPart(ref part);
        }
    }

    /// <summary>Bounds the workers of this loop and of everything nested in it, and gives its forks the context that the caller has now.</summary>
    private void RunInRegion(Worker worker, int workers, ExecutionContext? context, SequentialReason reason)
    {
        Region? outer = worker.Region;
        WorkerLimit? limit = workers >= worker.Scheduler.Workers ? outer?.Limit
            : workers == 1 ? WorkerLimit.Alone
            : (_limit ??= new WorkerLimit()).Begin(workers, outer?.Limit);
        worker.Region = (_region ??= new Region()).Begin(limit, context, outer);
        RunUnits(worker, reason);
        worker.Region = outer;
        _region.End();
    }

    /// <summary>Runs a part to its end, whatever its bodies throw.</summary>
    private unsafe void RunPart(ref LoopPart part)
    {
        Worker worker = part.Worker;
        bool isDivisible = worker.Request.IsDivisible;
        nint outer = worker.LoopPart;
        worker.ForkRest = &ForkRest;
        worker.LoopPart = (nint)Unsafe.AsPointer(ref part); // it lives on the stack
        try
        {
            bool hasEnded = false;
            while (!hasEnded)
            {
                try
                {
                    RunPieces(ref part);
                    hasEnded = true;
                }
                catch (Exception e)
                {
                    Fail(part.Unit, e);
                }
            }
        }
        finally
        {
            worker.LoopPart = outer;
            worker.Request.Begin(isDivisible); // the piece that this part is nested in goes on
        }
    }

    private static unsafe void ForkRest(nint held)
    {
        ref LoopPart part = ref Unsafe.AsRef<LoopPart>((void*)held);
        part.Loop.ForkRest(ref part);
    }

    /// <summary>The body that runs is about to block: what follows it in its piece becomes a fork, unless the body has forks of its own pending, above which it would lie, or is one call for all.</summary>
    private void ForkRest(ref LoopPart part)
    {
        ulong next = part.Unit + 1;
        if (next < part.PieceEnd && _kind is not (ChunkKind.Auto or ChunkKind.Guided) && !part.IsAlone && part.Worker.Stack.Depth == part.Top)
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

        if (part.IsRoot && part.Uncounted > 0 && part.Before != 0)
        {
            // A loop that always ends at once would never be known, and so be taken for a long one for ever.
            Measure(ref part);
        }

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
        else if (part.Before == 0 && !part.IsFirst && part.Size > 1)
        {
            // Among the shortest loops those of many units: fewer pieces.
            part.Size *= 2;
        }

        // The first unit is a piece of its own, so that it holds nothing up should it be long; where the cost is known that needs no look at the clock.
        part.IsFirst = false;
    }

    private void Measure(ref LoopPart part)
    {
        long now = Stopwatch.GetTimestamp();
        float elapsed = LoopClock.Elapsed(part.Before, now);
        part.Before = now;
        part.Cost = elapsed / part.Uncounted;
        part.IsTrusted = elapsed >= LoopClock.Trusted;
        part.Size = part.IsTrusted ? part.Uncounted : Grown(part.Uncounted) ;
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

    /// <summary>Wakes others if that pays: whoever has just taken its part at once, so that all are awake after a few rounds; later while nobody comes to take what is offered.</summary>
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

            worker.JoinStolen(fork, index);
            part.Before = Stopwatch.GetTimestamp();
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
            : Math.Clamp(part.Cost * left / Growth, LoopClock.ShortestPiece, LoopClock.LongestPiece);
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

    private ulong Iterations(ulong start, ulong end) => ChunkMath.Length(StartOf(start), StartOf(end));

    /// <summary>Where a unit begins; the unit after the last one begins where the range ends.</summary>
    private long StartOf(ulong unit)
    {
        if (_kind is ChunkKind.Even or ChunkKind.ByWeight)
        {
            return _chunks.TryGet(unit, out LongRangeChunk chunk) ? chunk.Start : ChunkMath.At(_from, _length);
        }

        return ChunkMath.At(_from, unit == _units ? _length : unit * _size);
    }
}
