using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>A piece of a random program. It may run any number of times at once.</summary>
internal abstract class Operation
{
    /// <summary>Runs it from a body of <paramref name="parent"/>, and checks everything that must be true afterwards.</summary>
    public abstract void Run(Call parent);
}
