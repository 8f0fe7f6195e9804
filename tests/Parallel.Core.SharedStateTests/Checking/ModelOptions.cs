namespace ParallelCore.ModelTests.Checking;

/// <summary>The bounds of an exploration. <see langword="null"/> is unbounded; the README says what each bound leaves out.</summary>
internal sealed record ModelOptions
{
    /// <summary>Everything that the model can express, with store buffers of four entries.</summary>
    public static ModelOptions Exhaustive { get; } = new();

    /// <summary>Sequential consistency: stores reach memory at once.</summary>
    public static ModelOptions SequentiallyConsistent { get; } = new() { StoreBufferDepth = 0 };

    /// <summary>How often an execution may take the processor from a thread that could have gone on (0..250).</summary>
    public int? MaxPreemptions { get; init; }

    /// <summary>How often a read may run before the earlier stores of its thread have drained (0..250); 0 is sequential consistency.</summary>
    public int? MaxOvertakes { get; init; }

    /// <summary>How often <see cref="ModelParker.Park"/> may return without a token, over all threads of an execution (0..250).</summary>
    public int MaxSpuriousWakes { get; init; }

    /// <summary>Entries in a thread's store buffer; a store into a full one drains the oldest first. 0 switches the buffers off.</summary>
    public int StoreBufferDepth { get; init; } = 4;

    /// <summary>Whether threads fence the whole process. Then each store is a choice point: such a fence drains what was stored before it, and not what is stored after.</summary>
    public bool ProcessWideFences { get; init; }

    /// <summary>How many spin hints in a row a thread may pass although nothing that it read has changed. Set it to a protocol's bounded number of spins.</summary>
    public int SpinPatience { get; init; }

    /// <summary>Steps of one execution before it counts as endless (1..60,000).</summary>
    public int MaxSteps { get; init; } = 2_000;

    /// <summary>Executions before the exploration gives up, incomplete.</summary>
    public long MaxExecutions { get; init; } = 400_000;

    /// <summary>Whether a state that was seen before is left unexplored. Off, every interleaving is run and counted.</summary>
    public bool SkipKnownStates { get; init; } = true;
}
