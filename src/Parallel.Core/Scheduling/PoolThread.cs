using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>A thread of a scheduler: searches for work, runs it, and sleeps when there is none.</summary>
/// <remarks>Started by its first wake-up. From then until it sleeps or ends it counts as searching whenever it runs nothing.</remarks>
internal sealed class PoolThread(Worker worker, ThreadPriority priority)
{
    private readonly WorkStealingScheduler _scheduler = worker.Scheduler;
    private readonly object _lock = new();
    private readonly ulong[] _allowed = ProcessorPlacement.NewMask();
    private Thread? _thread;
    private int _threadNumber;
    private int _wakerProcessor = -1;
    private long _wakingSince;
    private bool _isKeptOff;
    private bool _hasEnded;

    /// <summary>True once the thread has run.</summary>
    public bool IsStarted => Volatile.Read(ref _thread) is not null;

    /// <summary>Called by whoever has just lowered the worker's sleep flag, so by one thread at a time. False when the thread can't be had.</summary>
    public bool StartOrUnpark()
    {
        lock (_lock)
        {
            if (_thread is null)
            {
                return TryStart();
            }
        }

        WakeElsewhere();
        return true;
    }

    /// <summary>Lets the thread see that the scheduler stops; one that never ran is not started for it.</summary>
    public void Stop()
    {
        if (!_scheduler.Gate.TryWake(ref worker.SleepFlag))
        {
            return;
        }

        lock (_lock)
        {
            if (_thread is null)
            {
                _hasEnded = true;
                _scheduler.Gate.EndSearch();
                return;
            }
        }

        worker.Unpark();
    }

    /// <summary>Waits until the thread has ended. A waker that came before <see cref="Stop"/> may still be about to start it.</summary>
    public void Join()
    {
        var spinner = new SpinWait();
        while (true)
        {
            lock (_lock)
            {
                if (_hasEnded || _thread is not null)
                {
                    break;
                }
            }

            spinner.SpinOnce(sleep1Threshold: -1);
        }

        _thread?.Join();
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
            thread.UnsafeStart();
            Volatile.Write(ref _thread, thread);
            return true;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            _scheduler.Gate.AnnounceSleep(ref worker.SleepFlag);

            // A stop that came meanwhile found the flag down and left it to this thread.
            if (_scheduler.IsDisposed && _scheduler.Gate.TryWake(ref worker.SleepFlag))
            {
                _hasEnded = true;
                _scheduler.Gate.EndSearch();
            }

            return false;
        }
    }

    private void Loop()
    {
        Worker.Current = worker;
        worker.OwnerThread = Thread.CurrentThread;
        _threadNumber = ProcessorPlacement.CurrentThread();
        ref IdleGate<AtomicCell> gate = ref _scheduler.Gate;
        var spinner = new Spinner();
        int start = worker.Index;
        while (true)
        {
            StealOutcome outcome = _scheduler.TrySteal(worker, ref start, out Worker victim, out int index);
            if (outcome == StealOutcome.Success)
            {
                EndSearch(ref gate);
                worker.RunStolen(victim, index);
                gate.BeginSearch();
                spinner.Reset();
            }
            else if (_scheduler.HasQueuedTasks)
            {
                EndSearch(ref gate);
                _scheduler.TryRunQueuedTask(worker);
                gate.BeginSearch();
                spinner.Reset();
            }
            else if (outcome == StealOutcome.Empty && _scheduler.IsDisposed)
            {
                gate.EndSearch();
                return;
            }
            else if (!spinner.TrySpin())
            {
                Sleep(ref gate);
                spinner.Reset();
            }
        }
    }

    /// <summary>The last searcher that finds work makes sure that further work is not left lying.</summary>
    private void EndSearch(ref IdleGate<AtomicCell> gate)
    {
        if (gate.EndSearch() && _scheduler.HasVisibleWork() && _scheduler.TryWakeOne())
        {
            worker.Counts.Wakes++;
        }
    }

    private void Sleep(ref IdleGate<AtomicCell> gate)
    {
        gate.AnnounceSleep(ref worker.SleepFlag);
        if (_scheduler.HasVisibleWork() || _scheduler.IsDisposed)
        {
            gate.CancelSleep(ref worker.SleepFlag);
        }
        else
        {
            worker.Counts.Parks++;
        }

        while (worker.SleepFlag.Read() != 0)
        {
            worker.Parker.Park();
        }

        NoteWoken();
    }
}
