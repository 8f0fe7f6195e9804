using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Loops;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.Async;

/// <summary>
/// A loop that waits: which lanes there are, what they claim, where they stop and how it ends. The protocol is in the README beside this file.
/// </summary>
/// <remarks>
/// SOURCE: lanes that start one another while there is work are those of .NET's <c>Parallel.ForEachAsync</c>; returned runs and lanes without a thread or a
/// task are our own. ROLES: a lane calls on behalf of itself; anybody changes the degree and cancels. ORDERING: A1 to A4 in the README. PROGRESS: blocking for
/// a few instructions, under the lock. WRAP: the cursor stays below its end plus one longest run for each lane.
/// </remarks>
[DebuggerDisplay("{_active} of {_lanes.Count} lanes active, degree = {_degree}, cursor = {_cursor}, stop = {_stop}")]
internal abstract partial class LaneLoop<T> : IDegreeListener
{
    private const long Nowhere = long.MaxValue;
    private const int GateTries = 20;

    private readonly AsyncDegree _degree;
    private readonly ItemSource<T> _source;
    private readonly List<Lane<T>> _lanes = [];
    private readonly Stack<Lane<T>> _idle = [];
    private readonly List<(long Start, long End)> _returned = [];
    private readonly ExecutionContext? _context = FlowingContext.Capture();
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private ShortLock _lock;
    private PulledItems<T>? _pulled;
    private CancellationTokenSource? _pullCancellation;
    private long _cursor;
    private long _stop = Nowhere;
    private int _active;
    private int _returnedRuns;
    private int _gate;
    private bool _isExhausted;
    private bool _isStarved;
    private int _stoppers;
    private bool _hasBegun;
    private bool _hasEnded;

    protected LaneLoop(ItemSource<T> source, AsyncDegree degree, AsyncOptions? options)
    {
        _source = source;
        _degree = degree;
        Indexed = source.Indexed;
        Options = options ?? s_noOptions;
        ItemTimeout = Options.ItemTimeout;
        HasTimeout = ItemTimeout != Timeout.InfiniteTimeSpan;
        _nextReport = _startedAt + LoopClock.ProgressInterval;
    }

    public IndexedItems<T>? Indexed { get; }

    public TimeSpan ItemTimeout { get; }

    public bool HasTimeout { get; }

    /// <summary>Whether a lane has found no position to claim: from then on, lanes share what they have claimed and not begun.</summary>
    public bool IsStarved => Volatile.Read(ref _isStarved);

    public bool IsStopped => Volatile.Read(ref _stop) != Nowhere;

    public bool IsExcess => Volatile.Read(ref _active) > _degree.Value;

    protected AsyncOptions Options { get; }

    protected ref ShortLock Lock => ref _lock;

    /// <summary>The next position that nobody has claimed.</summary>
    protected long Cursor => Volatile.Read(ref _cursor);

    /// <summary>The position from which on nothing may be claimed yet, and whose consumer moves it; read under the lock.</summary>
    protected virtual long ClaimLimit => Nowhere;

    /// <summary>Under the lock.</summary>
    protected abstract Lane<T> NewLane();

    /// <summary>Begins the loop on other threads.</summary>
    protected void Start()
    {
        try
        {
            if (Indexed is null && !Options.CancellationToken.IsCancellationRequested)
            {
                _pullCancellation = NewCancellation();
                _pulled = _source.Pull(_pullCancellation.Token);
            }
        }
        catch (Exception e)
        {
            _failures.Add(0, e);
            _stop = 0;
        }

        _degree.Subscribe(this);
        _registration = Options.CancellationToken.UnsafeRegister(static loop => ((LaneLoop<T>)loop!).Cancel(), this);
        TryStart();
        _lock.Enter();
        _hasBegun = true;
        EndOrExit();
    }

    public void OnDegreeRisen()
    {
        // Without a look before the lock: a lane that has seen the degree before it rose, and is about to become idle, still counts as active.
        while (TryStartOne())
        {
        }
    }

    public void Schedule(Lane<T> lane)
    {
        if (Options.TaskScheduler is not { } scheduler)
        {
            ThreadPool.UnsafeQueueUserWorkItem(lane, preferLocal: false);
            return;
        }

        try
        {
            var task = new Task(static lane => ((Lane<T>)lane!).Execute(), lane, default, TaskCreationOptions.DenyChildAttach);
            task.Start(scheduler);
        }
        catch (Exception e)
        {
            AddLate(e); // nowhere to run: the lane goes on here, and nothing begins any more
            StopBeside(-1);
            ThreadPool.UnsafeQueueUserWorkItem(lane, preferLocal: false);
        }
    }

    /// <summary>Whether a lane may go on right where its body was completed.</summary>
    public bool MayRunHere()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return false;
        }

        return Options.TaskScheduler is { } scheduler
            ? TaskScheduler.Current == scheduler
            : Thread.CurrentThread.IsThreadPoolThread && SynchronizationContext.Current is null && TaskScheduler.Current == TaskScheduler.Default;
    }

    /// <summary>Lets the lane go on, in the context of who began the loop.</summary>
    public void RunIn(Lane<T> lane, bool isInline)
    {
        if (!isInline)
        {
            FlowingContext.Enter(_context); // the pool takes it back
            lane.Go();
            return;
        }

        FlowingContext.Kept own = FlowingContext.Keep();
        FlowingContext.Enter(_context);
        lane.Go();
        own.GiveBack();
    }

    public Claim Claim(Lane<T> lane)
    {
        if (Volatile.Read(ref _returnedRuns) > 0 && TryTakeReturned(lane))
        {
            return Async.Claim.Taken;
        }

        return IsStopped ? Async.Claim.None
            : Indexed is null ? Pull(lane)
            : ClaimIndexed(lane);
    }

    /// <summary>What a lane won't run itself, somebody else shall.</summary>
    public void GiveBack(long start, long end)
    {
        _lock.Enter();
        try
        {
            _returned.Add((start, end));
            Volatile.Write(ref _returnedRuns, _returned.Count);
        }
        finally
        {
            _lock.Exit();
        }

        TryStart();
    }

    /// <summary>Makes the lane idle, unless there is something to claim; ends the loop when it was the last one.</summary>
    public bool TryRetire(Lane<T> lane)
    {
        _lock.Enter();
        Interlocked.Decrement(ref _active); // A4
        if (HasClaimable())
        {
            Interlocked.Increment(ref _active);
            _lock.Exit();
            return false;
        }

        Volatile.Write(ref _isStarved, true);
        Retire(lane);
        return true;
    }

    /// <summary>Makes the lane idle if there are more than the degree allows.</summary>
    public bool TryRetireExcess(Lane<T> lane)
    {
        lane.GiveBackRest();
        _lock.Enter();
        if (_active <= _degree.Value)
        {
            _lock.Exit();
            return false;
        }

        Interlocked.Decrement(ref _active);
        Retire(lane);
        return true;
    }

    /// <summary>Starts a lane, if the degree allows one more and there is something to claim.</summary>
    protected bool TryStart() => Volatile.Read(ref _active) < _degree.Value && TryStartOne();

    private bool TryStartOne()
    {
        Lane<T>? lane = null;
        _lock.Enter();
        try
        {
            if (_active < _degree.Value && HasClaimable())
            {
                if (!_idle.TryPop(out lane))
                {
                    lane = NewLane();
                    _lanes.Add(lane);
                }

                Interlocked.Increment(ref _active);
            }
        }
        finally
        {
            _lock.Exit();
        }

        if (lane is not null)
        {
            Schedule(lane);
        }

        return lane is not null;
    }

    /// <summary>Under the lock, which it leaves.</summary>
    private void Retire(Lane<T> lane)
    {
        lane.Running = -1;
        _idle.Push(lane);
        EndOrExit();
    }

    /// <summary>Under the lock, which it leaves: ends the loop, once, when nothing runs and nothing is left to run.</summary>
    private void EndOrExit()
    {
        bool ends = _hasBegun && !_hasEnded && _active == 0 && _stoppers == 0 && _returned.Count == 0 && (IsStopped || IsAtEnd());
        _hasEnded |= ends;
        _lock.Exit();
        if (ends)
        {
            _ = EndAsync();
        }
    }

    private bool IsAtEnd() => Indexed is { } items ? Cursor >= items.Count : Volatile.Read(ref _isExhausted);

    /// <summary>Under the lock.</summary>
    private bool HasClaimable()
    {
        if (_returnedRuns > 0)
        {
            return true;
        }

        return !IsStopped && !IsAtEnd() && Cursor < ClaimLimit && (Indexed is not null || Volatile.Read(ref _gate) == 0);
    }

    /// <summary>
    /// The lowest ones first: a failure there spares those above. Once a lane has found nothing, one position at a time, so that there is some for each.
    /// </summary>
    private bool TryTakeReturned(Lane<T> lane)
    {
        bool isRestLeft = false;
        _lock.Enter();
        int lowest = 0;
        for (int i = 1; i < _returned.Count; i++)
        {
            lowest = _returned[i].Start < _returned[lowest].Start ? i : lowest;
        }

        bool isTaken = _returned.Count > 0;
        if (isTaken)
        {
            (long start, long end) = _returned[lowest];
            isRestLeft = IsStarved && end - start > 1;
            if (isRestLeft)
            {
                _returned[lowest] = (start + 1, end);
                end = start + 1;
            }
            else
            {
                _returned[lowest] = _returned[^1];
                _returned.RemoveAt(_returned.Count - 1);
                Volatile.Write(ref _returnedRuns, _returned.Count);
            }

            lane.Take(start, end);
        }

        _lock.Exit();
        if (isRestLeft)
        {
            TryStart();
        }

        return isTaken;
    }

    private Claim ClaimIndexed(Lane<T> lane)
    {
        long count = Indexed!.Count;
        if (Cursor >= count)
        {
            return Async.Claim.None;
        }

        if (ClaimLimit == Nowhere)
        {
            int length = lane.NextRun();
            long start = Interlocked.Add(ref _cursor, length) - length;
            if (start >= count)
            {
                return Async.Claim.None;
            }

            lane.Take(start, Math.Min(start + length, count));
        }
        else if (!TryClaimWithinLimit(lane, count))
        {
            return Async.Claim.None;
        }

        TryStart();
        return Async.Claim.Taken;
    }

    private bool TryClaimWithinLimit(Lane<T> lane, long count)
    {
        _lock.Enter();
        long start = _cursor;
        bool isTaken = start < Math.Min(count, ClaimLimit);
        if (isTaken)
        {
            Volatile.Write(ref _cursor, start + 1);
            lane.Take(start, start + 1);
        }

        _lock.Exit();
        return isTaken;
    }
}
