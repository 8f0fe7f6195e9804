namespace ParallelCore.ModelTests.Checking;

/// <summary>One variable of the modelled memory: a cell, a parker's token or a plain payload.</summary>
internal sealed class ModelVariable(ModelScheduler scheduler, int id, long execution, string prefix, string? label)
{
    public readonly ModelScheduler Scheduler = scheduler;

    /// <summary>Counted in the order of the first touch within an execution.</summary>
    public readonly int Id = id;

    public readonly long Execution = execution;

    /// <summary>One bit; from the 65th variable on, bits are shared, which only ever adds choices.</summary>
    public readonly ulong Mask = 1UL << (id & 63);

    /// <summary>The value in memory.</summary>
    public long Value;

    /// <summary>What is known to whoever reads <see cref="Value"/>.</summary>
    public VectorClock Released;

    /// <summary>What this variable adds to the hash of the memory; 0 while it is untouched.</summary>
    public ulong Contribution;

    public string? Label = label;

    public string Name => Label ?? prefix + Id;
}
