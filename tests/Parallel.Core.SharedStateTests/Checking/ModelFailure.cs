namespace ParallelCore.ModelTests.Checking;

/// <summary>The first failing execution of an exploration.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">What went wrong, in words.</param>
/// <param name="Choices">The choice string that <see cref="ModelChecker.Replay"/> takes.</param>
/// <param name="Trace">Every operation and drained store, one a line.</param>
/// <param name="Exception">What the body or the invariant threw.</param>
internal sealed record ModelFailure(FailureKind Kind, string Message, string Choices, string Trace, Exception? Exception)
{
    public override string ToString() =>
        $"{Kind}: {Message}\n{Trace}\nTo see it again: ModelChecker.Replay(\"{Choices}\", options, scenario)";
}
