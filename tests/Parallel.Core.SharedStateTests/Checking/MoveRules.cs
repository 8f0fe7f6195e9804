using System.Numerics;

namespace ParallelCore.ModelTests.Checking;

/// <summary>Which moves are possible and worth a try in the present state: run a thread, drain a store, wake a sleeper for nothing.</summary>
/// <remarks>
/// A buffered store may drain at any time, but is only offered to where the next step of some thread conflicts with it, or with a store
/// that would drain there: until then, draining commutes with all that happens, so that the executions left out equal one that is tried.
/// </remarks>
internal sealed class MoveRules(ModelOptions options, bool isReplay, ModelThread[] all)
{
    public const int MaxAlternatives = 3 * ModelScheduler.MaxThreads;

    private int _threadCount;
    private int _preemptions;
    private int _overtakes;
    private int _spuriousWakes;

    /// <summary>The thread that ran last; the one that holds the turn, while a body runs.</summary>
    public ModelThread? Running { get; private set; }

    public ReadOnlySpan<ModelThread> Threads => all.AsSpan(0, _threadCount);

    public void Restart(int threadCount)
    {
        _threadCount = threadCount;
        _preemptions = 0;
        _overtakes = 0;
        _spuriousWakes = 0;
        Running = null;
    }

    /// <summary>Gives the turn to a thread and charges the budgets for it.</summary>
    public void Take(Choice choice)
    {
        ModelThread chosen = all[choice.Thread];
        if (choice.Kind == OperationKind.SpuriousWake)
        {
            _spuriousWakes++;
            chosen.WokenSpuriously = true;
        }
        if (Running is { } running && running != chosen && running.IsEnabled && !running.Yielding)
            _preemptions++;
        if (chosen.OvertakesItsStores)
            _overtakes++;
        Running = chosen;
    }

    public bool AllFinished
    {
        get
        {
            foreach (ModelThread thread in Threads)
            {
                if (thread.Status != ThreadStatus.Finished)
                    return false;
            }
            return true;
        }
    }

    /// <summary>Whether some thread has a store that memory has not seen.</summary>
    public bool AnyBuffered
    {
        get
        {
            foreach (ModelThread thread in Threads)
            {
                if (thread.Buffer.Count > 0)
                    return true;
            }
            return false;
        }
    }

    /// <summary>Lists what may happen next, and how many that is; nothing when all is over or nobody can go on.</summary>
    public int Collect(Span<Choice> alternatives)
    {
        int count = 0;
        bool mayRun = false;
        ModelThread? running = Running;
        bool goesOn = running is not null && running.IsEnabled && !running.Yielding;
        bool mayPreempt = isReplay || options.MaxPreemptions is not { } preemptions || _preemptions < preemptions;
        bool mayOvertake = isReplay || options.MaxOvertakes is not { } overtakes || _overtakes < overtakes;
        if (goesOn)
        {
            mayRun = true;
            if (mayOvertake || !running!.OvertakesItsStores)
                alternatives[count++] = Choice.Run(running!.Index);
        }
        if (!goesOn || mayPreempt)
        {
            // A thread that has just yielded comes last: what is explored first shall get somewhere.
            int next = running is null ? 0 : running.Index + 1;
            for (int i = 0; i < _threadCount; i++)
            {
                ModelThread thread = all[(next + i) % _threadCount];
                if (!thread.IsEnabled || (goesOn && thread == running))
                    continue;
                mayRun = true;
                if (mayOvertake || !thread.OvertakesItsStores)
                    alternatives[count++] = Choice.Run(thread.Index);
            }
        }

        count += CollectFlushes(alternatives[count..], offerAll: !mayRun);

        if (count > 0 && _spuriousWakes < options.MaxSpuriousWakes && (!goesOn || mayPreempt))
        {
            foreach (ModelThread thread in Threads)
            {
                if (thread.Status == ThreadStatus.Suspended && thread.Pending == OperationKind.Park && !thread.IsEnabled)
                    alternatives[count++] = Choice.SpuriousWake(thread.Index);
            }
        }
        return count;
    }

    /// <summary>Offers to drain the buffers that some pending step conflicts with, and those that these conflict with in turn.</summary>
    private int CollectFlushes(Span<Choice> alternatives, bool offerAll)
    {
        int offered = 0;
        if (offerAll)
        {
            // Nobody can run. At the very end only the order of stores to one variable matters.
            bool conflict = !AllFinished;
            foreach (ModelThread thread in Threads)
                conflict |= (thread.Buffer.Mask & OtherBuffers(thread)) != 0;
            if (!conflict)
                return 0;
            foreach (ModelThread thread in Threads)
                offered |= thread.Buffer.Count > 0 ? 1 << thread.Index : 0;
        }
        else
        {
            bool grows = true;
            while (grows)
            {
                grows = false;
                foreach (ModelThread thread in Threads)
                {
                    if (thread.Buffer.Count == 0 || (offered & (1 << thread.Index)) != 0 || !IsConflicting(thread, offered))
                        continue;
                    offered |= 1 << thread.Index;
                    grows = true;
                }
            }
        }
        int count = 0;
        for (int left = offered; left != 0; left &= left - 1)
            alternatives[count++] = Choice.Flush(BitOperations.TrailingZeroCount(left));
        return count;
    }

    private bool IsConflicting(ModelThread thread, int offered)
    {
        // With a bound on overtaking, to drain first is a way of its own, whether or not anybody looks.
        if (options.MaxOvertakes is not null && thread.OvertakesItsStores)
            return true;
        ulong accessed = thread.PendingAccesses & OtherBuffers(thread);
        foreach (ModelThread other in Threads)
        {
            if (other == thread)
                continue;
            accessed |= other.PendingAccesses;
            if ((offered & (1 << other.Index)) != 0)
                accessed |= other.Buffer.Mask;
        }
        return (accessed & thread.Buffer.Mask) != 0;
    }

    private ulong OtherBuffers(ModelThread thread)
    {
        ulong mask = 0;
        foreach (ModelThread other in Threads)
        {
            if (other != thread)
                mask |= other.Buffer.Mask;
        }
        return mask;
    }

    /// <summary>What is left of the bounded quantities, a byte each.</summary>
    public uint Budgets =>
        Left(options.MaxPreemptions, _preemptions) | (Left(options.MaxOvertakes, _overtakes) << 8) | (Left(options.MaxSpuriousWakes, _spuriousWakes) << 16);

    private static uint Left(int? bound, int used) => bound is null ? byte.MaxValue : (uint)Math.Max(bound.Value - used, 0);

    /// <summary>Everything that the future depends on, but for the budgets.</summary>
    public ulong StateHash(ulong memory, bool tracksClocks)
    {
        ulong hash = memory;
        foreach (ModelThread thread in Threads)
        {
            // What the buffer holds are the last stores of the history: their number is enough.
            ulong flags = (ulong)thread.Status | ((ulong)thread.Buffer.Count << 4) | ((ulong)thread.IdleSpins << 16)
                | (thread.ReadsChanged ? 1UL << 32 : 0) | (thread.SpinBlocked ? 1UL << 33 : 0) | (thread.Yielding ? 1UL << 34 : 0);
            hash = Hash64.Mix(Hash64.Mix(hash, thread.History), flags);
            if (tracksClocks)
                hash = Hash64.Mix(hash, thread.Clock.Packed);
        }
        return options.MaxPreemptions is null || Running is null ? hash : Hash64.Mix(hash, (ulong)Running.Index);
    }
}
