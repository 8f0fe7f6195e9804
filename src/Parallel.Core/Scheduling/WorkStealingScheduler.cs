using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>A fixed set of workers that share loops and forks by stealing from each other.</summary>
/// <remarks>
/// <para>A loop or fork called from outside runs on the calling thread, which takes part as one of the workers, and on the scheduler's own
/// threads, one fewer than <see cref="Workers"/>. They start when first needed, are background threads, and sleep when there is nothing to do.</para>
/// <para><b>Thread safety:</b> all members may be called from any threads at once.</para>
/// <para><b>Source:</b> Lace's split deque (van Dijk, van de Pol, 2014), leapfrogging (Wagner, Calder, 1993), one worker that dozes, and looks, while others
/// sleep.</para>
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
    /// <summary>Once may be chance, on a busy machine.</summary>
    private const int PackedEnough = 3;

    /// <summary>Places of guests beyond as many as there are workers, and these, are given up when nobody uses them.</summary>
    private const int SpareGuestPlaces = 8;

    /// <summary>How many more places a thief looks at for one with more than one fork.</summary>
    private const int LooksForMore = 8;

    [ThreadStatic]
    private static Worker? t_sharedPlace;

    /// <summary>Weak, since a thread outlives schedulers.</summary>
    [ThreadStatic]
    private static WeakReference<Worker>? t_ownPlace;

    private readonly WorkStealingOptions _options;
    private readonly PoolThread[] _threads;
    private readonly Spares _spares;
    private readonly WorkStealingTaskScheduler _tasks;
    private readonly bool _isShared;
    private ShortLock _lock; // of the table of places
    private PaddedGate _gate;
    private Worker[] _places;
    private bool _isStopping;
    private int _timesPacked;
    private int _nextToWake = -1; // only a hint
    private WorkerCounts _former;

    /// <summary>Builds a scheduler.</summary>
    /// <param name="options">Worker count, name and priority; null for as many workers as the process may use processors.</param>
    /// <remarks><b>Blocking:</b> never; threads start when first needed.</remarks>
    public WorkStealingScheduler(WorkStealingOptions? options = null)
        : this(options ?? new WorkStealingOptions(), isShared: false)
    {
    }

    private WorkStealingScheduler(WorkStealingOptions options, bool isShared)
    {
        options = options.Copy();
        _options = options;
        _isShared = isShared;
        Workers = OperatingSystem.IsBrowser() || OperatingSystem.IsWasi() ? 1 : options.Workers;
        Raids = new RaidLimit(Workers);
        _spares = new Spares(this, OperatingSystem.IsBrowser() || OperatingSystem.IsWasi() ? 0 : options.MaxSpares, options.Priority);
        SpinBudget = Spinner.UsualBudget * Math.Min(Environment.ProcessorCount, Workers) / Workers;
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

    internal ref IdleGate<AtomicCell> Gate => ref _gate.Gate;

    internal WakeCost WakeCost { get; } = new();

    /// <summary>How long a worker spins before it sleeps: less where several share a processor, which the others could use.</summary>
    internal long SpinBudget { get; }

    /// <summary>The part of a processor's time that may be spent on waiting for the next loop.</summary>
    internal double WaitingShare => _options.WaitingShare;

    /// <summary>How many workers wait for stolen forks and doze meanwhile.</summary>
    internal int DozingWaiters;

    internal RaidLimit Raids { get; }

    internal Spares Spares => _spares;

    /// <summary>True when this kernel has been seen to put woken threads onto their waker's processor.</summary>
    internal bool IsPacked => Volatile.Read(ref _timesPacked) >= PackedEnough && Workers <= Environment.ProcessorCount;

    /// <summary>The pool threads', the reserve's, then those of guests and of spares; replaced when one comes or goes.</summary>
    internal Worker[] Places => Volatile.Read(ref _places);

    private string DebuggerDisplay => $"{Name}: {Workers} workers, {Gate.Searching} searching, {Gate.Sleeping} sleeping{(IsDisposed ? ", disposed" : "")}";

    /// <summary>Runs <paramref name="body"/> on the calling thread as a worker of this scheduler, so that the loops and forks in it use this
    /// scheduler.</summary>
    /// <param name="body">What to run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler was disposed.</exception>
    /// <remarks>An exception of the body passes through unchanged. <b>Blocking:</b> returns when the body has. <b>Complexity:</b> tens of nanoseconds, no
    /// allocation.</remarks>
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
    /// <para>At most <see cref="Workers"/> tasks run at once, oldest first; those that block in a <see cref="BlockingRegion"/> don't count. A worker that waits
    /// for one of its tasks runs it itself if it has not begun. Queueing to a disposed scheduler makes the task's start fail with
    /// <see cref="TaskSchedulerException"/>.</para>
    /// <para><b>Thread safety:</b> any threads at once.</para>
    /// </remarks>
    public TaskScheduler AsTaskScheduler() => _tasks;

    /// <summary>What the workers have done so far.</summary>
    /// <returns>The totals of all places that a thread works in: the scheduler's own threads, the reserve that runs queued tasks, calling threads and
    /// spares.</returns>
    /// <remarks><b>Thread safety:</b> an approximate read while work runs; exact when nothing runs. <b>Complexity:</b> O(workers), allocates the
    /// result.</remarks>
    public WorkStealingStatistics GetStatistics()
    {
        (string Name, WorkerCounts Counts)[] places = GetCounts();
        WorkerCounts total = default;
        foreach ((_, WorkerCounts counts) in places)
        {
            total.Add(counts);
        }

        return new WorkStealingStatistics(places.Length, total);
    }

    /// <summary>What each place has done; those that were given up, in one entry at the end.</summary>
    internal (string Name, WorkerCounts Counts)[] GetCounts()
    {
        _lock.Enter();
        try
        {
            (string, WorkerCounts)[] places = Array.ConvertAll(_places, CountsOf);
            return _former.IsEmpty ? places : [.. places, (Name + " former callers and spares", _former)];
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>Ends the scheduler's threads. Loops that run now still finish, on fewer workers, and with spares where they block; tasks already queued still
    /// run.</summary>
    /// <exception cref="InvalidOperationException">Called on <see cref="Shared"/>, or from work that runs on this scheduler.</exception>
    /// <remarks><b>Blocking:</b> until the threads have ended the piece that they run. <b>Thread safety:</b> any threads; later calls wait as well and change
    /// nothing.</remarks>
    public void Dispose()
    {
        if (_isShared)
        {
            throw new InvalidOperationException("The shared scheduler can't be disposed.");
        }

        if (Worker.Current?.Scheduler == this || Array.Exists(_places, place => place.Owner == StackMark.OfThread() && place.Index < Workers))
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

        _spares.Stop();
    }

    internal void NotePacked()
    {
        if (!IsPacked)
        {
            Interlocked.Increment(ref _timesPacked);
        }
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    /// <summary>Gives an outside thread a place to work in, if possible the one that it had before, and sees to it that somebody looks what it does.</summary>
    internal Worker Enter()
    {
        Worker place = TakePlace();
        if (Gate.NeedsLooker) // G1: the lease
        {
            TryWakeOne();
        }

        return place;
    }

    /// <summary>Wakes one resting pool thread, or else a spare, which looks at <paramref name="likely"/> first. False when all are awake, or on their
    /// way.</summary>
    internal bool TryWakeOne(Worker? likely = null)
    {
        bool mayStart = true;
        int next = _nextToWake;
        PoolThread[] spares = _spares.Threads;
        for (int i = 0; i < _threads.Length + spares.Length && Gate.HasResting; i++)
        {
            next = next + 1 < _threads.Length ? next + 1 : 0;
            PoolThread thread = i < _threads.Length ? _threads[next] : spares[i - _threads.Length];
            if ((mayStart || thread.IsStarted) && Gate.TryWake(ref thread.SleepFlag))
            {
                _nextToWake = i < _threads.Length ? next : _nextToWake;
                if (thread.StartOrUnpark(likely))
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

    /// <summary>A place with forks to take, <paramref name="likely"/> if it has some; null if there is none.</summary>
    internal Worker? FindForks(Worker? likely = null)
    {
        if (likely is { HasForksToTake: true })
        {
            return likely;
        }

        foreach (Worker place in Places)
        {
            if (place.HasForksToTake)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>Asks every place for what it has not begun of its piece.</summary>
    internal void AskForPieces()
    {
        long now = Stopwatch.GetTimestamp();
        foreach (Worker place in Places)
        {
            place.Request.Ask(now, Worker.Patience);
        }
    }

    /// <summary>True while somebody works here: an outside thread, the reserve, a pool thread or a spare.</summary>
    internal bool HasRootCall()
    {
        if (_spares.AreSomeAtWork(_threads.Length))
        {
            return true;
        }

        foreach (Worker place in Places)
        {
            if (place.Index >= 0 && place.Lease.IsHeld)
            {
                return true;
            }
        }

        return _tasks.IsRunning;
    }

    /// <summary>A number that has changed when an outside thread has come or gone, or a fork was stolen, since the last look.</summary>
    internal long CountOfEvents()
    {
        long count = 0;
        foreach (Worker place in Places)
        {
            count += place.Lease.Count + place.Counts.Steals;
        }

        return count;
    }

    /// <summary>Looks once at every place, at <paramref name="likely"/> first and then beginning anywhere, and takes the first fork found.</summary>
    internal StealOutcome TrySteal(Worker thief, Worker? likely, out PendingFork fork)
    {
        fork = NoFork.Instance;
        Worker[] places = Places;
        StealOutcome outcome = likely is null ? StealOutcome.Empty : thief.TrySteal(likely, null, out fork);
        if (outcome == StealOutcome.Success)
        {
            return outcome;
        }

        Worker? withLast = null;
        int start = thief.RandomPlace(places.Length);
        for (int i = 0, mostLooks = places.Length; i < mostLooks; i++)
        {
            Worker victim = places[start];
            start = start + 1 == places.Length ? 0 : start + 1;
            if (victim == thief)
            {
                continue;
            }

            if (victim.Stack.HasLastPublic)
            {
                // Another worker is there already, most likely. Who has more to give is helped first.
                withLast ??= victim;
                mostLooks = Math.Min(mostLooks, i + LooksForMore);
                continue;
            }

            switch (thief.TrySteal(victim, null, out fork))
            {
                case StealOutcome.Success:
                    return StealOutcome.Success;
                case StealOutcome.Retry:
                    outcome = StealOutcome.Retry;
                    break;
            }
        }

        if (withLast is null)
        {
            return outcome;
        }

        StealOutcome last = thief.TrySteal(withLast, null, out fork);
        return last == StealOutcome.Empty ? outcome : last;
    }

    /// <summary>After a burst of callers: gives up the last place, if nobody uses it and there are more than enough.</summary>
    internal void TrimPlaces()
    {
        if (Places.Length <= 2 * Workers + SpareGuestPlaces)
        {
            return;
        }

        _lock.Enter();
        try
        {
            Worker last = _places[^1];
            Worker[] fewer = _places[..^1];
            if (last.Lease.TryAcquire())
            {
                // Whoever had it before will not get the lease, which is held for ever.
                _former.Add(last.Counts);
                Volatile.Write(ref _places, fewer);
            }
        }
        catch (OutOfMemoryException)
        {
            // It stays until there is memory again.
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>What a spare leaves can be stolen from now on.</summary>
    internal void AddPlace(Worker spare)
    {
        _lock.Enter();
        try
        {
            Volatile.Write(ref _places, [.. _places, spare]);
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>False when there is no memory for a shorter table.</summary>
    internal bool TryRemovePlace(Worker spare)
    {
        _lock.Enter();
        try
        {
            int index = Array.IndexOf(_places, spare);
            if (index >= 0)
            {
                Volatile.Write(ref _places, [.. _places.AsSpan(0, index), .. _places.AsSpan(index + 1)]);
            }

            _former.Add(spare.Counts);
            spare.Counts = default;
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
        finally
        {
            _lock.Exit();
        }
    }

    internal bool TryRunQueuedTask(Worker worker) => _tasks.TryRunNext(worker);

    internal bool HasQueuedTasks => _tasks.HasQueued;

    private Worker TakePlace()
    {
        if (_isShared)
        {
            return t_sharedPlace is { } last && last.Lease.TryAcquire() ? last : t_sharedPlace = FindPlace();
        }

        if (t_ownPlace is { } known && known.TryGetTarget(out Worker? own) && own.Scheduler == this && own.Lease.TryAcquire())
        {
            return own;
        }

        var kept = new WeakReference<Worker>(null!); // may want memory, so before there is a place to lose
        Worker place = FindPlace();
        kept.SetTarget(place);
        t_ownPlace = kept;
        return place;
    }

    private Worker FindPlace()
    {
        Worker[] places = Places;
        for (int i = Workers; i < places.Length; i++)
        {
            if (places[i].Lease.TryAcquire())
            {
                return places[i];
            }
        }

        _lock.Enter();
        try
        {
            int index = _places.Count(HasIndex);
            var place = new Worker(this, index, $"{Name} caller {index - Workers + 1}");
            place.Lease.TryAcquire();
            Volatile.Write(ref _places, [.. _places, place]);
            AtomicCell.Fence(); // G1: the place, too, must be seen before the look for somebody that looks
            return place;
        }
        finally
        {
            _lock.Exit();
        }
    }

    private static (string Name, WorkerCounts Counts) CountsOf(Worker place) => (place.Name, place.Counts);

    private static bool HasIndex(Worker place) => place.Index >= 0;
}
