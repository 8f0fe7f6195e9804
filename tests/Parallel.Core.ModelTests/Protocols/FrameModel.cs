using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>What others see of a <see cref="PendingFork"/>.</summary>
internal sealed class FrameModel<TCell>(int owner, string name)
    where TCell : struct, IAtomicCell
{
    /// <summary>The place that uses the frame at the moment.</summary>
    public readonly ModelPlain<int> Owner = new($"{name}.owner", owner);

    /// <summary>The owner's alone.</summary>
    public bool IsExposed;

    public JoinLatch<TCell> Latch;
    public PermitHandover<TCell> Permit;
#pragma warning disable CS0649 // Changed by their own methods.
    public TCell ThiefWord;
    public TCell OwnerWord;
#pragma warning restore CS0649

    /// <summary>Which piece of work the frame holds at the moment.</summary>
    public readonly ModelPlain<int> Work = new($"{name}.work");

    public readonly ModelPlain<int> Result = new($"{name}.result");

    /// <summary>The number of the frame that the owner ran when it exposed this one; -1 in a root call.</summary>
    public readonly ModelPlain<int> Parent = new($"{name}.parent", -1);
}
