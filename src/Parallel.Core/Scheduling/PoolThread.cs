using System.Diagnostics;
using ParallelCore.Machine;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>A thread of a scheduler: searches for work, runs it, and sleeps when there is none.</summary>
/// <remarks>Started by its first wake-up. From then until it sleeps or ends it counts as searching whenever it runs nothing. A spare, which is one that belongs
/// to <paramref name="spares"/>, runs only while workers are absent, and ends when nobody has needed it for a while; its next wake-up starts it
/// again.</remarks>
internal sealed class PoolThread(Worker worker, ThreadPriority priority, Spares? spares = null)
{
    private const int MostSpareSleep = 2_000_000;

    private static readonly long s_spareEndsAfter = Stopwatch.Frequency * (MostSpareSleep / 1_000_000);

    private readonly WorkStealingScheduler _scheduler = worker.Scheduler;
    private ShortLock _lock; // a monitor can be left by an interrupt, with the flag down and nobody woken
    private readonly ulong[] _allowed = ProcessorPlacement.NewMask();
    private Thread? _thread;
    private Thread? _formerThread;
    private int _threadNumber;
    private int _wakerProcessor = -1;
    private long _wakingSince;
    private bool _isKeptOff;
    private Worker? _likely; // written while the flag is the waker's
    private bool _hasEnded;

    /// <summary>True while there is a thread.</summary>
    public bool IsStarted => Volatile.Read(ref _thread) is not null;

    public ref AtomicCell SleepFlag => ref worker.SleepFlag;

    private bool IsOneTooMany => spares is { AreTooMany: true };

    /// <summary>The spare that went away before this one.</summary>
    public PoolThread? NextAway { get; set; }

    /// <summary>Called by whoever has just lowered the worker's sleep flag, so by one thread at a time. False when the thread can't be had.</summary>
    public bool StartOrUnpark(Worker? likely)
    {
        _likely = likely;
        _lock.Enter();
        bool isNew = _thread is null;
        bool isThere = !isNew || !IdleGate<AtomicCell>.IsAwake(ref worker.SleepFlag) || TryStart(); // it may have got up by itself since, and ended
        _lock.Exit();
        if (!isNew)
        {
            WakeElsewhere();
        }

        return isThere;
    }

    /// <summary>Lets the thread see that the scheduler stops; one that never ran is not started for it.</summary>
    public void Stop()
    {
        bool isWoken = spares is null && _scheduler.Gate.TryWake(ref worker.SleepFlag);
        _lock.Enter();
        bool neverRan = isWoken && _thread is null && IdleGate<AtomicCell>.IsAwake(ref worker.SleepFlag);
        _hasEnded |= neverRan;
        _lock.Exit();
        if (neverRan)
        {
            EndSearch();
        }
        else
        {
            worker.Unpark(); // a spare that sleeps finds out without being woken
        }
    }

    /// <summary>Waits until the thread has ended. A waker that came before <see cref="Stop"/> may still be about to start it.</summary>
    public void Join()
    {
        var spinner = new SpinWait();
        while (true)
        {
            _lock.Enter();
            bool isDecided = _hasEnded || _thread is not null || (spares is not null && IdleGate<AtomicCell>.IsAsleepOrAway(ref worker.SleepFlag));
            _lock.Exit();
            if (isDecided)
            {
                break;
            }

            spinner.SpinOnce(sleep1Threshold: -1);
        }

        Uninterrupted.Join(Volatile.Read(ref _thread));
        Uninterrupted.Join(_formerThread);
    }

    /// <summary>A thread that ends may have been relied on: a spare may sleep through what is offered just now.</summary>
    private void EndSearch()
    {
        if (_scheduler.Gate.EndSearch())
        {
            _scheduler.TryWakeOne();
        }
    }

    /// <summary>Unparks the thread, on another processor than this one where the kernel would put it here.</summary>
    private void WakeElsewhere()
    {
        long start = Stopwatch.GetTimestamp();
        _wakingSince = start;
        _wakerProcessor = ProcessorPlacement.Current();
        if (_scheduler.IsPacked && _threadNumber > 0)
        {
            // A thread that woke by itself just before may not have restored its mask yet: what it is allowed stands in the array already.
            _isKeptOff = (_isKeptOff || ProcessorPlacement.TryGetAllowed(_threadNumber, _allowed))
                && ProcessorPlacement.TryKeepOff(_threadNumber, _wakerProcessor, _allowed);
        }

        worker.Unpark();
        _scheduler.WakeCost.NoteWaker(start, Stopwatch.GetTimestamp());
    }

    /// <summary>After a sleep that a waker ended.</summary>
    private void NoteWoken()
    {
        if (_wakingSince == 0)
        {
            return;
        }

        _scheduler.WakeCost.NoteLatency(_wakingSince);
        _wakingSince = 0;
        if (_isKeptOff)
        {
            _isKeptOff = false;
            ProcessorPlacement.Restore(_allowed);
        }
        else if (_wakerProcessor >= 0 && _wakerProcessor == ProcessorPlacement.Current())
        {
            _scheduler.NotePacked();
        }
    }

    /// <summary>A thread that can't be had, for want of memory or at a container's limit, is left asleep: work goes on without it.</summary>
    private bool TryStart()
    {
        try
        {
            var thread = new Thread(Loop) { IsBackground = true, Name = worker.Name, Priority = priority };
            if (spares is not null)
            {
                _scheduler.AddPlace(worker);
            }

            Uninterrupted.Start(thread);
            Volatile.Write(ref _thread, thread);
            return true;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            if (spares is not null)
            {
                _scheduler.TryRemovePlace(worker);
            }

            _scheduler.Gate.AnnounceSleep(ref worker.SleepFlag);

            // A stop that came meanwhile found the flag down and left it to this thread.
            if (spares is null && _scheduler.IsDisposed && _scheduler.Gate.TryWake(ref worker.SleepFlag))
            {
                _hasEnded = true;
                EndSearch();
            }

            return false;
        }
    }

    private void Loop()
    {
        Worker.Current = worker;
        worker.Owner = StackMark.OfThread();
        _threadNumber = ProcessorPlacement.CurrentThread();
        TimerSlack.Sharpen();
        ref IdleGate<AtomicCell> gate = ref _scheduler.Gate;
        var spinner = new Spinner(_scheduler.SpinBudget);
        bool isSearching = true; // its waker has counted it
        while (true)
        {
            if (IsOneTooMany && spares!.TryDepart(this, isSearching, stops: false))
            {
                if (!TrySleep())
                {
                    return;
                }

                isSearching = true;
                spinner.Reset();
            }

            StealOutcome outcome = _scheduler.TrySteal(worker, _likely, out PendingFork fork);
            _likely = null;
            if (outcome == StealOutcome.Success || _scheduler.HasQueuedTasks)
            {
                if (isSearching && gate.EndSearch() && _scheduler.TryWakeOne())
                {
                    worker.Counts.Wakes++;
                }

                isSearching = false;
                spinner.Reset();
                if (outcome == StealOutcome.Success)
                {
                    worker.RunStolen(fork);
                    worker.DropCollectible();
                }
                else
                {
                    _scheduler.TryRunQueuedTask(worker);
                }
            }
            else if (!isSearching)
            {
                // A thread that soon finds the next piece tells nobody: no line is written by all of them between two pieces.
                gate.BeginSearch();
                isSearching = true;
            }
            else if (outcome == StealOutcome.Empty && _scheduler.IsDisposed)
            {
                if (spares is null)
                {
                    EndSearch();
                    return;
                }

                if (spares.TryDepart(this, isSearching, stops: true) && !TrySleep())
                {
                    return;
                }
            }
            else if (!spinner.TrySpin(gate.Searching))
            {
                spinner.Reset();
                if (!TryRest(ref gate, out long awakeUntil))
                {
                    return;
                }

                spinner.KeepUntil(awakeUntil);
            }
        }
    }

    /// <summary>Dozes, if nobody else does, or sleeps. Returns when there is something to look for, counted as searching again, and until when at least. False
    /// when the thread ends.</summary>
    private bool TryRest(ref IdleGate<AtomicCell> gate, out long awakeUntil)
    {
        awakeUntil = 0;
        worker.Counts.Parks++;
        if (gate.AnnounceRest(ref worker.SleepFlag))
        {
            awakeUntil = Doze(ref gate);
        }
        else if (gate.NeedsLooker || _scheduler.HasQueuedTasks || _scheduler.IsDisposed || IsOneTooMany)
        {
            gate.TryRise(ref worker.SleepFlag);
        }

        return TrySleep();
    }

    /// <summary>Sleeps until the flag is down. False when it is a spare that ends.</summary>
    private bool TrySleep()
    {
        long start = spares is null ? 0 : Stopwatch.GetTimestamp();
        while (worker.SleepFlag.Read() != 0)
        {
            if (spares is null)
            {
                worker.Parker.Park();
            }
            else if ((_scheduler.IsDisposed || Stopwatch.GetTimestamp() - start >= s_spareEndsAfter) && TryEnd())
            {
                return false;
            }
            else
            {
                worker.Parker.ParkFor(MostSpareSleep);
            }
        }

        NoteWoken();
        return true;
    }

    /// <summary>Lets go of the thread, unless somebody is about to wake it: whoever wakes it later starts another one.</summary>
    private bool TryEnd()
    {
        _lock.Enter();
        bool ends = IdleGate<AtomicCell>.IsAsleepOrAway(ref worker.SleepFlag) && _scheduler.TryRemovePlace(worker);
        if (ends)
        {
            _formerThread = _thread;
            _thread = null;
        }

        _lock.Exit();
        return ends;
    }

    /// <summary>Looks now and then, until there is work or a loop is expected, or there was none for so long that it sleeps.</summary>
    private long Doze(ref IdleGate<AtomicCell> gate)
    {
        var watch = new IdleWatch(_scheduler);
        while (watch.TryNextDoze(out int microseconds, out long awakeUntil))
        {
            if (microseconds > 0)
            {
                worker.Parker.ParkFor(microseconds);
            }

            if (worker.SleepFlag.Read() == 0)
            {
                return 0;
            }

            if (IsOneTooMany || awakeUntil != 0 || _scheduler.FindForks(worker) is not null || _scheduler.HasQueuedTasks || _scheduler.IsDisposed)
            {
                gate.TryRise(ref worker.SleepFlag);
                return awakeUntil;
            }

            _scheduler.AskForPieces(); // what is given back is found at the next look
        }

        if (gate.TryRise(ref worker.SleepFlag))
        {
            gate.AnnounceSleep(ref worker.SleepFlag);
            if (_scheduler.HasQueuedTasks || _scheduler.HasRootCall() || _scheduler.IsDisposed || IsOneTooMany) // in this order: a task that left the queue is running
            {
                gate.TryRise(ref worker.SleepFlag);
            }
        }

        return 0;
    }
}
