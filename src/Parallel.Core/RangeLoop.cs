using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Partitioning;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>One running loop: a range of units that halves itself when another worker is hungry.</summary>
/// <remarks>
/// SOURCE: lazy binary splitting (Tzannes, Caragea, Barua, Vishkin, PPoPP 2010), with the share decision taken from measured time.
/// A unit is an index (automatic), the least chunk (guided) or a chunk (fixed, even, weighted); automatic and guided pieces are one call each. Whoever works on units [start, end) runs piece after
/// piece from the left; between pieces, when nothing of its is exposed and the rest is worth it, it sets the right half aside. What it set aside
/// it takes back, newest first, or waits for. The object is pooled; only forks of the loop lead to it, and all are
/// joined before it is reused.
/// </remarks>
internal sealed class RangeLoop<TBody> : LoopControl
    where TBody : struct, ILoopBody
{
    /// <summary>With so few units, an unknown body is assumed to be long: measuring one could cost half of the gain.</summary>
    private const ulong FewUnits = 16;

    private const ulong Growth = 8;

    /// <summary>Into so many pieces one worker cuts a range that it may have to stop in, or to report on.</summary>
    private const ulong SequentialPieces = 256;

    private TBody _body;
    private long _from;
    private ulong _length;
    private ChunkKind _kind;
    private ulong _size;
    private LongRangeChunks _chunks;
    private ulong _units;
    private ulong _guidedDivisor;
    private float _cost;
    private WorkerLimit? _limit;
    private Region? _region;

    /// <summary>Runs a loop to its end on the calling thread and whoever comes to help.</summary>
    /// <returns>True, and where, if a body stopped the loop.</returns>
    public static unsafe bool Run(long from, long to, in ChunkPolicy chunk, TBody body, RangeOptions? options, int key, out long breakIndex)
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        WorkStealingScheduler scheduler = options?.Scheduler ?? Worker.Current?.Scheduler ?? WorkStealingScheduler.Shared;
        var lease = WorkerLease.Enter(scheduler);
        Worker worker = lease.Worker;
        byte here;
        if ((nint)(&here) < worker.StackLimit)
        {
            CheckStack(lease);
        }

        RangeLoop<TBody> loop = Rent(worker);
        int outerSpawnDepth = worker.SpawnDepth;
        worker.SpawnDepth = -1; // spawns run at once in here: the loop's own forks lie on top
        try
        {
            int workers = worker.Region?.Limit == WorkerLimit.Alone ? 1 : Math.Min(scheduler.Workers, options?.MaxWorkers ?? int.MaxValue);
            loop.Cut(from, to, chunk, workers);
            loop._body = body;
            loop.Begin(options, ChunkMath.Length(from, to));
            SequentialReason reason = loop.RunUnits(worker, workers, key);
            return loop.Complete(options?.Name, reason, out breakIndex);
        }
        finally
        {
            worker.SpawnDepth = outerSpawnDepth;
            loop.End();
            loop._body = default;
            (worker.IdleLoop as LoopControl)?.Recycle();
            worker.IdleLoop = loop;
            lease.Exit();
        }
    }

    /// <summary>Works on units [start, end), and returns when all of them have been run or are known to need no running.</summary>
    public void Work(Worker worker, ulong start, ulong end, bool isStolen)
    {
        int depth = worker.Depth;
        bool isRoot = !isStolen;
        float cost = _cost;

        // A short loop is measured before it is shared: a thief's presence slows the owner, and a cost measured so would keep the loop shared for ever.
        bool isTrusted = cost * (end - start) > WakeCost.Least || (cost == 0 && isRoot && end - start <= Math.Max(FewUnits, 2UL * (uint)worker.Scheduler.Workers));
        if (cost == 0 && isTrusted)
        {
            cost = float.MaxValue / Math.Max(1, end - start);
        }

        bool isMeasured = false;
        ulong piece = FirstPiece(worker, cost, end - start);
        long before = Stopwatch.GetTimestamp();
        while (true)
        {
            while (start < end)
            {
                if (IsStoppedAt(start))
                {
                    break;
                }

                ulong left = end - start;
                if (left > 1 && isTrusted && worker.Slot.IsEmpty && PaysToShare(worker, cost * left, before))
                {
                    end = Share(worker, start, end);
                    left = end - start;
                    before = Stopwatch.GetTimestamp();
                }

                ulong count = Math.Min(piece, left);
                Debug.Assert(count > 0, "a piece is never empty");
                if (!RunPiece(start, start + count))
                {
                    if (isRoot && !isMeasured)
                    {
                        // A loop that always breaks off at once would never be known, and so be taken for a long one for ever.
                        _cost = LoopClock.Elapsed(before, Stopwatch.GetTimestamp()) / count;
                    }

                    break;
                }

                if (IsObserved)
                {
                    Observe(worker, Iterations(start, start + count), isStolen);
                    isStolen = false;
                }

                start += count;
                if (start < end || !isMeasured)
                {
                    isMeasured = true;
                    long now = Stopwatch.GetTimestamp();
                    float elapsed = LoopClock.Elapsed(before, now);
                    before = now;
                    cost = elapsed / count;
                    isTrusted = elapsed >= LoopClock.Trusted;
                    piece = isTrusted ? NextPiece(cost, count, end - start) : Grown(count);
                    if (isRoot)
                    {
                        _cost = cost;
                    }
                }
            }

            if (!TryTakeBack(worker, depth, out start, out end))
            {
                return;
            }

            piece = isMeasured ? NextPiece(cost, piece, end - start) : FirstPiece(worker, cost, end - start);
            before = Stopwatch.GetTimestamp();
        }
    }

    public override void Recycle() => IdlePool<RangeLoop<TBody>>.Return(this);

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

    /// <summary>The place keeps the last loop that it ran; another type's, or a nested one, comes from the pool.</summary>
    private static RangeLoop<TBody> Rent(Worker worker)
    {
        if (worker.IdleLoop is RangeLoop<TBody> idle)
        {
            worker.IdleLoop = null;
            return idle;
        }

        return IdlePool<RangeLoop<TBody>>.Rent();
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
        float known = SiteCosts.Get(key);
        _cost = known;
        ExecutionContext? context = FlowingContext.Capture();
        if (workers < worker.Scheduler.Workers || context != worker.Region?.Context)
        {
            RunInRegion(worker, workers, context, reason);
        }
        else
        {
            RunUnits(worker, reason);
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
        if (reason == SequentialReason.None)
        {
            Work(worker, 0, _units, isStolen: false);
        }
        else
        {
            RunSequentially(worker);
        }
    }

    /// <summary>Bounds the workers of this loop and of everything nested in it, and gives its forks the context that the caller has now.</summary>
    private void RunInRegion(Worker worker, int workers, ExecutionContext? context, SequentialReason reason)
    {
        Region? outer = worker.Region;
        int outerBase = worker.RegionBase;
        WorkerLimit? limit = workers >= worker.Scheduler.Workers ? outer?.Limit
            : workers == 1 ? WorkerLimit.Alone
            : (_limit ??= new WorkerLimit()).Begin(workers, outer?.Limit);
        worker.Region = (_region ??= new Region()).Begin(limit, context, outer, outerBase);
        worker.RegionBase = worker.Depth;
        RunUnits(worker, reason);
        worker.Region = outer;
        worker.RegionBase = outerBase;
    }

    private void RunSequentially(Worker worker)
    {
        ulong start = 0;
        while (start < _units && !IsStoppedAt(start))
        {
            ulong left = _units - start;
            ulong piece = _kind == ChunkKind.Guided ? GuidedPiece(left) : IsInterruptible ? Math.Max(1, _units / SequentialPieces) : left;
            ulong end = start + Math.Min(piece, left);
            if (!RunPiece(start, end))
            {
                return;
            }

            if (IsObserved)
            {
                Observe(worker, Iterations(start, end), isStolen: false);
            }

            start = end;
        }
    }

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

    private ulong FirstPiece(Worker worker, float cost, ulong units)
    {
        if (_kind == ChunkKind.Guided)
        {
            return GuidedPiece(units);
        }

        return cost == 0 ? 1 : Clamp(LoopClock.ShortestPiece / cost, Math.Max(1, units / (4 * (ulong)worker.Scheduler.Workers)));
    }

    /// <summary>An eighth of the rest, in time: short pieces near the end even out who finishes last.</summary>
    private ulong NextPiece(float cost, ulong previous, ulong left)
    {
        if (_kind == ChunkKind.Guided)
        {
            return GuidedPiece(left);
        }

        float time = Math.Clamp(cost * left / Growth, LoopClock.ShortestPiece, LoopClock.LongestPiece);
        return Clamp(time / cost, Grown(previous));
    }

    private ulong GuidedPiece(ulong left) => ChunkMath.GuidedSize(left, _guidedDivisor, 1);

    private static ulong Grown(ulong piece) => piece < ulong.MaxValue / Growth ? piece * Growth : ulong.MaxValue;

    private static ulong Clamp(float value, ulong most) => value >= most ? most : Math.Max(1, (ulong)value);

    private static bool PaysToShare(Worker worker, float rest, long now)
    {
        WorkStealingScheduler scheduler = worker.Scheduler;
        return !scheduler.Gate.NeedsWaking ? rest > LoopClock.WorthSharing
            : rest > scheduler.WakeCost.WorthWaking || (rest > WakeCost.Least && scheduler.WakeCost.IsDue(now));
    }

    /// <summary>Exposes this worker's oldest private fork or, if it has none, the right half of the range. Returns where the own part ends now.</summary>
    private ulong Share(Worker worker, ulong start, ulong end)
    {
        worker.DeferWakingUntil = 0;
        if (worker.FirstPrivate < worker.Depth)
        {
            worker.ExposeOldest();
            return end;
        }

        ulong middle = end - (end - start) / 2;
        RangeFork<TBody> fork = worker.TopFrame<RangeFork<TBody>>();
        fork.Loop = this;
        fork.Start = middle;
        fork.End = end;
        worker.Depth++;
        worker.Counts.Forks++;
        worker.ExposeOldest();
        if (fork.IsExposed)
        {
            NoteExposure();
            return middle;
        }

        worker.Depth--;
        fork.Loop = null;
        return end;
    }

    /// <summary>Joins what this worker set aside, newest first, until it gets a part of the range back. False when nothing is left.</summary>
    private bool TryTakeBack(Worker worker, int depth, out ulong start, out ulong end)
    {
        while (worker.Depth > depth)
        {
            int index = worker.Depth - 1;
            var fork = (RangeFork<TBody>)worker.Frames[index].Frame;
            Debug.Assert(fork.IsExposed, "a loop sets aside only what it can expose");
            worker.Depth = index;
            if (worker.TryReclaim(fork, index))
            {
                fork.Loop = null;
                start = fork.Start;
                end = fork.End;
                return true;
            }
        }

        start = 0;
        end = 0;
        return false;
    }

    /// <summary>Runs units [start, end). False when the loop is stopped at or before the end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RunPiece(ulong start, ulong end)
    {
        ulong unit = start;
        try
        {
            TBody body = _body;
            if (_kind is ChunkKind.Auto or ChunkKind.Guided)
            {
                long last = StartOf(end);
                long reached = body.Invoke(StartOf(start), last);
                return reached == last || Broke(unit, reached);
            }

            do
            {
                long last = StartOf(unit + 1);
                long reached = body.Invoke(StartOf(unit), last);
                if (reached != last)
                {
                    return Broke(unit, reached);
                }
            }
            while (++unit < end && !IsStoppedAt(unit));
            return unit == end;
        }
        catch (Exception e)
        {
            Fail(unit, e);
            return false;
        }
    }

    private bool Broke(ulong unit, long index)
    {
        Break(unit, index);
        return false;
    }
}
