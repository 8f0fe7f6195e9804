using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

/// <summary>Collects what the executions of a scenario can end in.</summary>
internal static class Outcomes
{
    /// <summary>All outcomes that the scenario reports, most of them from its invariant, in ordinal order.</summary>
    public static SortedSet<string> Of(ModelOptions options, Func<Action<string>, Scenario> scenario)
    {
        SortedSet<string> outcomes = new(StringComparer.Ordinal);
        ModelChecker.Explore(options, () => scenario(outcome => outcomes.Add(outcome))).AssertCorrect();
        return outcomes;
    }
}
