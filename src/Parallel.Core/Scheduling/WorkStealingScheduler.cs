using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>A fixed set of workers that share loops and forks by stealing from each other.</summary>
/// <remarks>
/// <para>A loop or fork called from outside runs on the calling thread, which takes part as one of the workers, and on the scheduler's own
/// threads, one fewer than <see cref="Workers"/>. They start when first needed, are background threads, and sleep when there is nothing to do.</para>
/// <para><b>Thread safety:</b> all members may be called from any threads at once.</para>
/// <para><b>Source:</b> Lace's split deque (van Dijk, van de Pol, 2014), leapfrogging (Wagner, Calder, 1993), an eventcount for sleeping.</para>
/// </remarks>
/// <example>
/// <code>
/// using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 4, Name = "render" });
/// ParallelRange.Run(0, frames, i =&gt; Render(i), new RangeOptions { Scheduler = scheduler });
/// </code>
/// </example>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class WorkStealingScheduler : IDisposable
{
    private const int MaxPlaces = 1 << 16;

    /// <summary>Once may be chance, on a busy machine.</summary>
    private const int PackedEnough = 3;

    [ThreadStatic]
    private static Worker? t_lastPlace;

    private static int s_built;

    private readonly object _lock = new();
    private readonly WorkStealingOptions _options;
    private readonly PoolThread[] _threads;
    private readonly WorkStealingTaskScheduler _tasks;
    private readonly bool _isShared;
    private PaddedGate _gate;
    private Worker[] _places;
    private bool _isStopping;
    private int _timesPacked;

    /// <summary>Builds a scheduler with as many workers as the process may use processors.</summary>
    /// <remarks><b>Blocking:</b> never; threads start when first needed.</remarks>
    public WorkStealingScheduler()
        : this(new WorkStealingOptions())
    {
    }

    /// <summary>Builds a scheduler.</summary>
    /// <param name="options">Worker count, name and priority.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <remarks><b>Blocking:</b> never; threads start when first needed.</remarks>
    public WorkStealingScheduler(WorkStealingOptions options)
        : this(options, isShared: false)
    {
    }

    private WorkStealingScheduler(WorkStealingOptions options, bool isShared)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _isShared = isShared;
        Workers = OperatingSystem.IsBrowser() || OperatingSystem.IsWasi() ? 1 : options.Workers;
        FirstTask = (long)(Interlocked.Increment(ref s_built) & 0xFFF) << 32;
        _threads = new PoolThread[Workers - 1];
        _places = new Worker[Workers];
        for (int i = 0; i < _threads.Length; i++)
        {
            _places[i] = new Worker(this, i, $"{Name} worker {i + 1}");
            _threads[i] = new PoolThread(_places[i], options.Priority);
            Gate.BeginSearch();
            Gate.AnnounceSleep(ref _places[i].SleepFlag);
        }

        _places[^1] = new Worker(this, _threads.Length, Name + " reserve");
        _tasks = new WorkStealingTaskScheduler(_places[^1], options.Priority);
    }

    /// <summary>The scheduler that everything uses when no other is named: one worker for each processor that the process may use.</summary>
    public static WorkStealingScheduler Shared { get; } = new(new WorkStealingOptions(), isShared: true);

    /// <summary>How many workers run at once, the calling thread among them.</summary>
    public int Workers { get; }

    /// <summary>The prefix of the threads' names.</summary>
    public string Name => _options.Name;

    /// <summary>True once <see cref="Dispose"/> was called.</summary>
    public bool IsDisposed => Volatile.Read(ref _isStopping);

    /// <summary>Where task numbers begin: frames may travel to another scheduler through a pool, and a stale look must not find its own number there.</summary>
    internal long FirstTask { get; }

    internal ref IdleGate<AtomicCell> Gate => ref _gate.Gate;

    internal WakeCost WakeCost { get; } = new();

    /// <summary>True when this kernel has been seen to put woken threads onto their waker's processor.</summary>
    internal bool IsPacked => Volatile.Read(ref _timesPacked) >= PackedEnough;

    internal int PlaceCount => Volatile.Read(ref _places).Length;

    private string DebuggerDisplay => $"{Name}: {Workers} workers, {Gate.Searching} searching, {Gate.Sleeping} sleeping{(IsDisposed ? ", disposed" : "")}";

    /// <summary>Runs <paramref name="body"/> on the calling thread as a worker of this scheduler, so that the loops and forks in it use this scheduler.</summary>
    /// <param name="body">What to run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler was disposed.</exception>
    /// <remarks>An exception of the body passes through unchanged. <b>Blocking:</b> returns when the body has. <b>Complexity:</b> tens of nanoseconds, no allocation.</remarks>
    public void Run(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var lease = WorkerLease.Enter(this);
        try
        {
            body();
        }
        finally
        {
            lease.Exit();
        }
    }

    /// <summary>A task scheduler whose tasks run on these workers, for <c>Task.Factory.StartNew</c> and <see cref="ParallelOptions.TaskScheduler"/>.</summary>
    /// <returns>The same object at every call.</returns>
    /// <remarks>
    /// <para>At most <see cref="Workers"/> tasks run at once, oldest first. A worker that waits for one of its tasks runs it itself if it has not begun.
    /// Queueing to a disposed scheduler makes the task's start fail with <see cref="TaskSchedulerException"/>.</para>
    /// <para><b>Thread safety:</b> any threads at once.</para>
    /// </remarks>
    public TaskScheduler AsTaskScheduler() => _tasks;

    /// <summary>What the workers have done so far.</summary>
    /// <returns>One entry for each place that a thread works in: the scheduler's own threads, the reserve that runs queued tasks, then calling threads.</returns>
    /// <remarks><b>Thread safety:</b> an approximate read while work runs; exact when nothing runs. <b>Complexity:</b> O(workers), allocates the result.</remarks>
    public WorkStealingStatistics GetStatistics()
    {
        Worker[] places = Volatile.Read(ref _places);
        return new WorkStealingStatistics(Array.ConvertAll(places, place => new WorkerStatistics(place.Name, place.Counts)));
    }

    /// <summary>Ends the scheduler's threads. Loops that run now still finish, on fewer workers; tasks already queued still run.</summary>
    /// <exception cref="InvalidOperationException">Called on <see cref="Shared"/>, or from work that runs on this scheduler.</exception>
    /// <remarks><b>Blocking:</b> until the threads have ended the piece that they run. <b>Thread safety:</b> any threads; later calls wait as well and change nothing.</remarks>
    public void Dispose()
    {
        if (_isShared)
        {
            throw new InvalidOperationException("The shared scheduler can't be disposed.");
        }

        if (Worker.Current?.Scheduler == this || Array.Exists(_places, place => place.OwnerThread == Thread.CurrentThread && place.Index < Workers))
        {
            throw new InvalidOperationException("A scheduler can't be disposed by work that runs on it.");
        }

        Volatile.Write(ref _isStopping, true);
        AtomicCell.Fence(); // G1: a thread that is about to sleep sees it, or is woken below
        _tasks.Stop();
        foreach (PoolThread thread in _threads)
        {
            thread.Stop();
        }

        foreach (PoolThread thread in _threads)
        {
            thread.Join();
        }
    }

    internal void NotePacked()
    {
        if (!IsPacked)
        {
            Interlocked.Increment(ref _timesPacked);
        }
    }

    internal Worker PlaceAt(int index) => Volatile.Read(ref _places)[index];

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    /// <summary>Gives an outside thread a place to work in, if possible the one that it had before.</summary>
    internal Worker Enter() =>
        t_lastPlace is { } last && last.Scheduler == this && last.Lease.TryAcquire() ? last : t_lastPlace = FindPlace();

    /// <summary>Wakes one sleeping worker. The caller has published work, then a full fence (G1).</summary>
    internal bool TryWakeOne()
    {
        bool mayStart = true;
        for (int i = 0; i < _threads.Length && Gate.Sleeping > 0; i++)
        {
            if ((mayStart || _threads[i].IsStarted) && Gate.TryWake(ref _places[i].SleepFlag))
            {
                if (_threads[i].StartOrUnpark())
                {
                    return true;
                }

                // It counted as searching for a moment, so others may have relied on it: look at all once more, for one that runs already.
                mayStart = false;
                i = -1;
            }
        }

        return false;
    }

    internal bool HasVisibleWork()
    {
        foreach (Worker place in Volatile.Read(ref _places))
        {
            if (place.Slot.HasFork)
            {
                return true;
            }
        }

        return _tasks.HasQueued;
    }

    /// <summary>Looks once at every place, from where <paramref name="start"/> left off, and takes the first fork found.</summary>
    internal StealOutcome TrySteal(Worker thief, ref int start, out Worker victim, out int index)
    {
        Worker[] places = Volatile.Read(ref _places);
        StealOutcome outcome = StealOutcome.Empty;
        for (int i = 0; i < places.Length; i++)
        {
            if (++start >= places.Length)
            {
                start = 0;
            }

            victim = places[start];
            switch (victim.Slot.TryTake(out index))
            {
                case StealOutcome.Success:
                    start--; // where there was one piece there is often another
                    return StealOutcome.Success;
                case StealOutcome.Retry:
                    thief.Counts.FailedSteals++;
                    outcome = StealOutcome.Retry;
                    break;
            }
        }

        victim = thief;
        index = -1;
        return outcome;
    }

    internal bool TryRunQueuedTask(Worker worker) => _tasks.TryRunNext(worker);

    internal bool HasQueuedTasks => _tasks.HasQueued;

    private Worker FindPlace()
    {
        Worker[] places = Volatile.Read(ref _places);
        for (int i = Workers; i < places.Length; i++)
        {
            if (places[i].Lease.TryAcquire())
            {
                return places[i];
            }
        }

        lock (_lock)
        {
            if (_places.Length >= MaxPlaces)
            {
                throw new InvalidOperationException($"More than {MaxPlaces} threads use the scheduler at once.");
            }

            int index = _places.Length;
            var place = new Worker(this, index, $"{Name} caller {index - Workers + 1}");
            place.Lease.TryAcquire();
            Volatile.Write(ref _places, [.. _places, place]);
            return place;
        }
    }
}
