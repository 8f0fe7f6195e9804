using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>The fields of a <see cref="Worker"/> that joining needs.</summary>
internal sealed class PlaceModel<TCell>(int index, int pieces)
    where TCell : struct, IAtomicCell
{
    public readonly int Index = index;
    public ExposedSlot<TCell> Slot;

    /// <summary>One more than the index of the frame; zero for none.</summary>
    public TCell WaitingAt;

    /// <summary>The frames by index, where they change; without it, frame i is at index i.</summary>
    public TCell[]? FrameAt;

    public ModelParker Parker;

    /// <summary>The next guest counts on from it.</summary>
    public readonly ModelPlain<long> LastTask = new($"place {index}.lastTask");

    // The owner's alone.
    public long Task;
    public int Stolen = -1;

    /// <summary>How often the place has run each piece of work; read by the invariant.</summary>
    public readonly int[] Ran = new int[pieces];

    public long TaskWord => (Task << ExposedSlot<TCell>.IndexBits) | (uint)Index;
}
