namespace ParallelCore.ModelTests.Checking;

/// <summary>Explores the interleavings, store buffers included, of small concurrent scenarios.</summary>
internal static class ModelChecker
{
    /// <summary>Runs every execution within the bounds, up to the first failure.</summary>
    /// <param name="options">The bounds.</param>
    /// <param name="scenario">Builds fresh state and the threads on it; called once an execution, so it must be quick and deterministic.</param>
    /// <returns>The counts, and the first failure with its trace.</returns>
    public static ModelReport Explore(ModelOptions options, Func<Scenario> scenario)
    {
        Validate(options);
        ArgumentNullException.ThrowIfNull(scenario);
        ModelReport report = new ModelScheduler(options, scenario, replayed: null, trace: null).Run();
        if (report.Failure is not { } failure)
            return report;
        // Nothing is written down during the search: the trace comes from running the failing path once more.
        ModelFailure? again = Replay(failure.Choices, options, scenario).Failure;
        return again?.Kind == failure.Kind
            ? report with { Failure = again }
            : report with { Failure = failure with { Trace = $"The replay ended otherwise, so a body is not deterministic. It gave: {again?.ToString() ?? "no failure"}" } };
    }

    /// <summary>Runs one execution along a choice string, with a trace.</summary>
    /// <param name="choices">From <see cref="ModelFailure.Choices"/>; where it ends, the first possible choice is taken.</param>
    /// <param name="options">Those of the exploration; the bounds on the number of preemptions and overtakes are not applied.</param>
    /// <param name="scenario">That of the exploration.</param>
    public static ModelReport Replay(string choices, ModelOptions options, Func<Scenario> scenario)
    {
        ArgumentNullException.ThrowIfNull(choices);
        Validate(options);
        ArgumentNullException.ThrowIfNull(scenario);
        return new ModelScheduler(options, scenario, choices, new TraceLog()).Run();
    }

    /// <summary>Called by a body where all that it still knows is <paramref name="localState"/>, such as the number of its round at the head of a loop.</summary>
    /// <remarks>
    /// A thread's local state is otherwise taken to be all that it ever saw, so states that differ only in what nobody remembers are explored again.
    /// What the invariant looks at later is remembered, too, and so belongs into the number.
    /// </remarks>
    public static void Forget(long localState) => ModelScheduler.Current.Forget(localState);

    private static void Validate(ModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckRange(options.MaxPreemptions ?? 0, 0, 250, nameof(options.MaxPreemptions));
        CheckRange(options.MaxOvertakes ?? 0, 0, 250, nameof(options.MaxOvertakes));
        CheckRange(options.MaxSpuriousWakes, 0, 250, nameof(options.MaxSpuriousWakes));
        CheckRange(options.StoreBufferDepth, 0, 16, nameof(options.StoreBufferDepth));
        CheckRange(options.SpinPatience, 0, 1_000, nameof(options.SpinPatience));
        CheckRange(options.MaxSteps, 1, 60_000, nameof(options.MaxSteps));
    }

    private static void CheckRange(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"Between {least} and {most}.");
    }
}
