namespace ParallelCore.ModelTests.Checking;

/// <summary>One thread of the scenario that is being explored: its position and all that it has not shared yet.</summary>
internal sealed class ModelThread(int index, int storeBufferDepth)
{
    public readonly int Index = index;
    public readonly StoreBuffer Buffer = new(storeBufferDepth);

    public string Name = "";
    public Action Body = static () => { };
    public ThreadStatus Status;

    /// <summary>The machine thread that is blocked inside this thread's body.</summary>
    public ModelWorker? Worker;

    /// <summary>The operation that the thread carries out when it is chosen next.</summary>
    public OperationKind Pending;

    public ModelVariable? PendingVariable;

    /// <summary>Its first operation belongs to the step that chose to start it.</summary>
    public bool Starting;

    /// <summary>What its first operation accesses, once an execution has shown it; everything before. Kept from execution to execution.</summary>
    public ulong FirstAccesses = ulong.MaxValue;

    /// <summary>What it did and what it saw, which is what its local state is a function of.</summary>
    public ulong History;

    public VectorClock Clock;

    /// <summary>What was read since the last spin hint.</summary>
    public ulong ReadMask;

    /// <summary>Whether another thread has changed any of <see cref="ReadMask"/>.</summary>
    public bool ReadsChanged;

    /// <summary>Whether it waits, in a spin hint, for <see cref="ReadsChanged"/>.</summary>
    public bool SpinBlocked;

    public int IdleSpins;

    /// <summary>Whether it offers the processor: to run somebody else now is no preemption.</summary>
    public bool Yielding;

    public bool WokenSpuriously;

    public bool IsEnabled => Status switch
    {
        ThreadStatus.Unstarted => true,
        ThreadStatus.Finished => false,
        _ => Pending switch
        {
            OperationKind.Park => PendingVariable!.Value != 0,
            OperationKind.Spin => !SpinBlocked || ReadsChanged,
            _ => true,
        },
    };

    /// <summary>Whether its next step is a read that doesn't wait for the thread's earlier stores: what a fence forbids.</summary>
    public bool OvertakesItsStores => Status == ThreadStatus.Suspended && Pending == OperationKind.Read && Buffer.Count > 0;

    /// <summary>The variables that its next step reads or writes in memory, as a mask.</summary>
    public ulong PendingAccesses
    {
        get
        {
            if (Status == ThreadStatus.Finished)
                return 0;
            if (Status == ThreadStatus.Unstarted)
                return FirstAccesses;
            switch (Pending)
            {
                case OperationKind.Read:
                    return PendingVariable!.Mask;
                case OperationKind.Write:
                    return Buffer.Count > 0 ? Buffer.Oldest.Variable.Mask : PendingVariable!.Mask;
                case OperationKind.CompareExchange or OperationKind.Exchange or OperationKind.Add:
                    return PendingVariable!.Mask | Buffer.Mask;
                case OperationKind.Fence or OperationKind.Unpark:
                    return Buffer.Mask;
                case OperationKind.ProcessWideFence:
                    // All buffers, whatever they will hold by then.
                    return ulong.MaxValue;
                case OperationKind.Park:
                    return IsEnabled ? Buffer.Mask : 0;
                case OperationKind.Spin:
                    return SpinBlocked && !ReadsChanged ? ReadMask : 0;
                default:
                    return 0;
            }
        }
    }

    public void Reset(string name, Action body)
    {
        Name = name;
        Body = body;
        Buffer.Clear();
        Status = ThreadStatus.Unstarted;
        Worker = null;
        Pending = OperationKind.Start;
        PendingVariable = null;
        Starting = false;
        History = (ulong)Index;
        Clock = default(VectorClock).Tick(Index);
        ReadMask = 0;
        ReadsChanged = false;
        SpinBlocked = false;
        IdleSpins = 0;
        Yielding = false;
        WokenSpuriously = false;
    }
}
