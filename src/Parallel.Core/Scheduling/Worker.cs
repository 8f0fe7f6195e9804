using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>One place in a scheduler: a stack of pending forks, and the thread that owns it at the moment.</summary>
/// <remarks>
/// The protocol, its invariants and the proof sketch are in this folder's README. ROLES: the owner is the pool's thread or the guest that
/// holds the lease; every member is the owner's unless it says otherwise.
/// </remarks>
[DebuggerDisplay("{Name,nq}: {Stack}")]
internal sealed partial class Worker
{
    private const int InitialFrames = 64;

    // The stack may grow this much below a checked address before it is checked again; the runtime guarantees more.
    private const int CheckedStackBytes = 32 * 1024;

    /// <summary>Anybody, in the ways that it says.</summary>
    public ForkStack<AtomicCell> Stack;

    public readonly WorkStealingScheduler Scheduler;
    public readonly Parker Parker = Parker.Create();
    public readonly int Index;
    public readonly string Name;

    /// <summary>The frames, from the oldest; above the depth, those of forks that are over, for the next ones.</summary>
    public FrameSlot[] Frames = NewFrames(InitialFrames);

    /// <summary>Below this address the stack must be checked.</summary>
    public nint StackLimit = nint.MaxValue;

    /// <summary>The number of the root call or stolen fork that runs; never used again in this place. Changes only while nothing can be taken here.</summary>
    public long Task;

    /// <summary>The innermost stolen fork that runs; null in a root call. Changes only while nothing can be taken here.</summary>
    public PendingFork? Stolen;

    /// <summary>The innermost region that this worker runs in.</summary>
    public Region? Region;

    /// <summary>What runs here has spawned into a scope: forks may be left above those of the running call.</summary>
    public bool HasSpawned;

    /// <summary>Until this timestamp what runs here is taken for too short to wake others for. Anybody reads it, as a hint.</summary>
    public long DeferWakingUntil;

    /// <summary>When the last outermost loop of this place began, and how long after the one before. Anybody reads them, as a hint.</summary>
    public long LoopStart;
    public long LoopInterval;

    /// <summary>Counts loops that are too short to be measured each time.</summary>
    public int ShortLoops;

    /// <summary>The loop object that was used last in this place, for the next loop.</summary>
    public object? IdleLoop;

    /// <summary>The thread whose stack <see cref="StackLimit"/> speaks of.</summary>
    public StackMark? Owner
    {
        get;
        set
        {
            if (field != value)
            {
                field = value;
                StackLimit = nint.MaxValue;
            }
        }
    }

    public WorkerCounts Counts;

    // What other threads touch, on lines of its own.
    private PaddedFlags _shared;

    private long _lastTask;
    private bool _holdsCollectible;
    private Region? _rootRegion;
    private uint _random;

    public Worker(WorkStealingScheduler scheduler, int index, string name)
    {
        Scheduler = scheduler;
        Index = index;
        Name = name;
        _random = (uint)index * 2654435769 + 1;
    }

    /// <summary>The worker that the current thread is, while it runs work of a scheduler.</summary>
    public static Worker? Current
    {
        get => Unsafe.As<Worker?>(CurrentWorker.Value);
        set => CurrentWorker.Value = value;
    }

    /// <summary>Anybody: the state of the pool's thread, see <see cref="IdleGate{TCell}"/>.</summary>
    public ref AtomicCell SleepFlag => ref _shared.SleepFlag;

    /// <summary>Any thread may call this.</summary>
    public ref GuestLease<AtomicCell> Lease => ref _shared.Lease;

    /// <summary>Anybody, in the ways that it says: about the piece of a loop that runs here.</summary>
    public ref PieceRequest Request => ref _shared.Request;

    /// <summary>Begins a root call; the returned number is handed to <see cref="EndTask"/>.</summary>
    public long BeginTask()
    {
        long previous = Task;
        Task = ++_lastTask;
        return previous;
    }

    public void EndTask(long previous) => Task = previous;

    /// <summary>Begins a root call's region: no limit, the calling thread's context.</summary>
    public void EnterRootRegion(ExecutionContext? context)
    {
        Region = context is null ? null : (_rootRegion ??= new Region()).Begin(null, context, null);
    }

    public void ExitRootRegion()
    {
        DropCollectible();
        if (Region is not null)
        {
            Region.End();
            Region = null;
        }
    }

    /// <summary>The frame for the next fork, where the place holds one of another type or none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TFrame NewFrame<TFrame>(int depth)
        where TFrame : PendingFork, new()
    {
        // The last place is never used: forks read the frame at the depth without a bounds check.
        if (depth >= Frames.Length - 1)
        {
            GrowFrames();
        }

        _holdsCollectible |= IdlePool<TFrame>.IsCollectible;
        TFrame frame = IdlePool<TFrame>.Rent();
        frame.Owner = this;
        ref PendingFork place = ref Frames[depth].Frame;
        place.Owner = null;
        place.Recycle();
        place = frame;
        return frame;
    }

    /// <summary>The typed frame at <paramref name="depth"/>, ready to be filled and pushed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFrame FrameAt<TFrame>(int depth)
        where TFrame : PendingFork, new()
    {
        PendingFork frame = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Frames), (nint)(uint)depth).Frame;
        return frame.GetType() == typeof(TFrame) ? Unsafe.As<TFrame>(frame) : NewFrame<TFrame>(depth);
    }

    /// <summary>Makes a filled frame pending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(PendingFork fork, int depth)
    {
        if (fork.Region != Region)
        {
            fork.Region = Region;
        }

        Stack.Push(depth);
        Counts.Forks++;
        if (Stack.IsWanted)
        {
            Offer(fork);
        }
    }

    /// <summary>Between two calls: drops frames whose types can be unloaded, which they would prevent.</summary>
    public void DropCollectible()
    {
        if (_holdsCollectible)
        {
            _holdsCollectible = false;
            foreach (ref FrameSlot slot in Frames.AsSpan(Stack.Depth))
            {
                if (slot.Frame.GetType().IsCollectible)
                {
                    slot.Frame = NoFork.Instance;
                }
            }
        }
    }

    /// <summary>Called when the stack has come below <see cref="StackLimit"/>.</summary>
    /// <exception cref="InsufficientExecutionStackException">There is too little stack left to go deeper.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public unsafe void CheckStack()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        byte here;
        StackLimit = (nint)(&here) - CheckedStackBytes;
    }

    /// <summary>Joins, newest first, all forks above <paramref name="depth"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void JoinAbove(int depth)
    {
        while (Stack.Depth > depth)
        {
            int index = Stack.Depth - 1;
            PendingFork fork = Frames[index].Frame;
            if (Stack.TryPop(index))
            {
                // Its frame may be reused by what it forks: it keeps what it needs in locals.
                fork.Execute(this);
            }
            else
            {
                JoinStolen(fork, index);
            }
        }
    }

    /// <summary>Any thread may call this.</summary>
    public void Unpark() => Parker.Unpark();

    private static FrameSlot[] NewFrames(int length)
    {
        var frames = new FrameSlot[length];
        Array.Fill(frames, new FrameSlot { Frame = NoFork.Instance });
        return frames;
    }

    private void GrowFrames()
    {
        // A thief that still reads the old array finds the same frames there.
        FrameSlot[] grown = NewFrames(Frames.Length * 2);
        Frames.CopyTo(grown, 0);
        Volatile.Write(ref Frames, grown);
    }

    /// <summary>Somebody found nothing here: lets others have half of what is pending, unless it is foretold to be over before they come. In that case they ask
    /// again.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Offer(PendingFork fork)
    {
        Stack.Unwant();
        if (!fork.IsShort)
        {
            Stack.Publish(all: false);
        }
    }
}
