namespace ParallelCore.ModelTests.Checking;

/// <summary>What an exploration did and found.</summary>
/// <param name="Executions">Executions from start to end, but for a first one that only shows what every thread begins with.</param>
/// <param name="Steps">Operations, spin hints and drained stores over all executions.</param>
/// <param name="States">Different states in which there was a choice; 0 when known states are not skipped.</param>
/// <param name="IsComplete">Whether everything within the bounds was explored.</param>
/// <param name="Failure">The first failure, at which the exploration stopped.</param>
/// <param name="Elapsed">For information.</param>
internal sealed record ModelReport(long Executions, long Steps, long States, bool IsComplete, ModelFailure? Failure, TimeSpan Elapsed)
{
    /// <summary>Throws, with the trace, unless everything within the bounds was explored without a failure.</summary>
    public ModelReport AssertCorrect()
    {
        if (Failure is not null)
            throw new ModelFailureException(Failure.ToString(), Failure.Exception);
        if (!IsComplete)
            throw new ModelFailureException($"Incomplete after {Executions} executions: lower the bounds, or raise MaxExecutions.");
        return this;
    }

    /// <summary>Returns the failure, which must be of the kind; throws otherwise. For mutants.</summary>
    public ModelFailure AssertFails(FailureKind kind)
    {
        if (Failure is null)
            throw new ModelFailureException($"No failure in {Executions} executions (complete: {IsComplete}); expected {kind}.");
        return Failure.Kind == kind ? Failure : throw new ModelFailureException($"Expected {kind}, but found {Failure}", Failure.Exception);
    }
}
