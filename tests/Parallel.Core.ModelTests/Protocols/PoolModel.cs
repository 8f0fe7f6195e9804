using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>The glue of <see cref="PoolThread"/>, <see cref="Worker"/> and <see cref="WorkStealingScheduler"/> around the shipped gate and slots, line by line.</summary>
/// <remarks>Nobody spins before it sleeps: that only makes a lost wake-up easier to meet.</remarks>
internal sealed class PoolModel<TCell>(int threads, int places, int tasks = 0)
    where TCell : struct, IAtomicCell
{
    public IdleGate<TCell> Gate;
    public readonly ExposedSlot<TCell>[] Slots = new ExposedSlot<TCell>[places];
    public readonly TCell[] SleepFlags = new TCell[threads];
    public readonly ModelParker[] Parkers = new ModelParker[threads];
    public ModelCell Stopping;

    /// <summary>Threads that have never run, and for which there is no memory.</summary>
    public readonly bool[] CannotStart = new bool[threads];

    /// <summary>A mutant: a waker leaves it at a thread that could not be started.</summary>
    public bool IgnoresFailedStart;

    /// <summary>The queue of tasks, as weak as it may be: a store publishes a task, and nothing fences it.</summary>
    public readonly TCell[] Tasks = new TCell[tasks];

    /// <summary>How many pieces each thread has run; written by the thread, read by the invariant.</summary>
    public readonly int[] Ran = new int[threads];

    /// <summary>Set-up: the thread sleeps, as every thread does that was built but never needed.</summary>
    public PoolModel<TCell> Asleep(int thread)
    {
        Gate.BeginSearch();
        Gate.AnnounceSleep(ref SleepFlags[thread]);
        return this;
    }

    /// <summary>Set-up: the thread looks for work.</summary>
    public PoolModel<TCell> Searching()
    {
        Gate.BeginSearch();
        return this;
    }

    /// <summary>Worker.ExposeOldest without a waiting owner.</summary>
    public void Post(int place, long task = 1, int index = 0)
    {
        Slots[place].Expose(task, index);
        TCell.Fence(); // G1
        if (Gate.Searching <= 0)
            TryWakeOne();
    }

    public bool TryWakeOne()
    {
        bool mayStart = true;
        for (int i = 0; i < SleepFlags.Length && Gate.Sleeping > 0; i++)
        {
            if ((mayStart || !CannotStart[i]) && Gate.TryWake(ref SleepFlags[i]))
            {
                if (StartOrUnpark(i))
                    return true;
                mayStart = false;
                i = -1; // from the first thread: posters took this one for a searcher
            }
        }
        return false;
    }

    private bool StartOrUnpark(int thread)
    {
        if (CannotStart[thread])
        {
            Gate.AnnounceSleep(ref SleepFlags[thread]);
            return IgnoresFailedStart;
        }
        Parkers[thread].Unpark();
        return true;
    }

    /// <summary>WorkStealingScheduler.Dispose.</summary>
    public void Stop(Action? stopTasks = null)
    {
        Stopping.Write(1);
        TCell.Fence(); // G1
        stopTasks?.Invoke();
        for (int i = 0; i < SleepFlags.Length; i++)
        {
            if (Gate.TryWake(ref SleepFlags[i]))
                Parkers[i].Unpark();
        }
    }

    /// <summary>PoolThread.Loop of a thread that starts asleep.</summary>
    public void LoopFromSleep(int thread, int pieces)
    {
        ParkWhileFlagged(thread);
        Loop(thread, pieces);
    }

    /// <summary>PoolThread.Loop. After so many pieces the thread ends, in place of a piece that lasts for ever.</summary>
    public void Loop(int thread, int pieces)
    {
        while (true)
        {
            StealOutcome outcome = TrySteal();
            if (outcome == StealOutcome.Success)
            {
                EndSearch();
                if (++Ran[thread] == pieces)
                    return;
                Gate.BeginSearch();
            }
            else if (HasQueued())
            {
                EndSearch();
                if (TryRunNext() && ++Ran[thread] == pieces)
                    return;
                Gate.BeginSearch();
            }
            else if (outcome == StealOutcome.Empty && Stopping.Read() != 0)
            {
                Gate.EndSearch();
                return;
            }
            else
            {
                Sleep(thread);
            }
        }
    }

    /// <summary>WorkStealingTaskScheduler.TryRunNext, in the order of the tasks; the caller counts what ran.</summary>
    public bool TryRunNext()
    {
        for (int i = 0; i < Tasks.Length; i++)
        {
            if (Tasks[i].Read() == 1 && Tasks[i].CompareExchange(2, 1) == 1)
                return true;
        }
        return false;
    }

    public bool HasQueued()
    {
        for (int i = 0; i < Tasks.Length; i++)
        {
            if (Tasks[i].Read() == 1)
                return true;
        }
        return false;
    }

    /// <summary>What must hold at the end when no thread sleeps and each has left its search.</summary>
    public void AssertRestored(int pieces)
    {
        Assert.Equal(pieces, Ran.Sum());
        Assert.Equal(0, Gate.Searching);
        Assert.Equal(0, Gate.Sleeping);
    }

    private void EndSearch()
    {
        if (Gate.EndSearch() && HasVisibleWork())
            TryWakeOne();
    }

    private void Sleep(int thread)
    {
        Gate.AnnounceSleep(ref SleepFlags[thread]);
        if (HasVisibleWork() || Stopping.Read() != 0)
            Gate.CancelSleep(ref SleepFlags[thread]);
        ParkWhileFlagged(thread);
    }

    private void ParkWhileFlagged(int thread)
    {
        while (SleepFlags[thread].Read() != 0)
            Parkers[thread].Park();
    }

    private StealOutcome TrySteal()
    {
        StealOutcome outcome = StealOutcome.Empty;
        for (int i = 0; i < Slots.Length; i++)
        {
            switch (Slots[i].TryTake(out _))
            {
                case StealOutcome.Success:
                    return StealOutcome.Success;
                case StealOutcome.Retry:
                    outcome = StealOutcome.Retry;
                    break;
            }
        }
        return outcome;
    }

    private bool HasVisibleWork()
    {
        for (int i = 0; i < Slots.Length; i++)
        {
            if (Slots[i].HasFork)
                return true;
        }
        return HasQueued();
    }
}
