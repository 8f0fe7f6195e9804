namespace ParallelCore.ModelTests.Checking;

/// <summary>What an exploration can find.</summary>
internal enum FailureKind
{
    /// <summary>A thread's body threw, mostly because of an assertion.</summary>
    Assertion,

    /// <summary>The final invariant threw.</summary>
    Invariant,

    /// <summary>Every unfinished thread is parked and no token will ever come: a lost wake-up.</summary>
    Deadlock,

    /// <summary>Nobody but spinning threads is left, and nothing that they look at can change.</summary>
    Livelock,

    /// <summary>One execution took more steps than <see cref="ModelOptions.MaxSteps"/>.</summary>
    StepLimit,

    /// <summary>Two accesses to a <see cref="ModelPlain{T}"/>, one of them a write, that no release/acquire pair orders.</summary>
    DataRace,

    /// <summary>The same choices led to other states: a body depends on something that is not part of the model.</summary>
    Nondeterminism,
}
