namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>What the engine remembers of a loop from earlier calls.</summary>
public enum Past
{
    Unknown,
    Long,
    Short,
}

/// <summary>Gives a loop a past.</summary>
internal static class PastExtensions
{
    /// <summary>Runs the loop with such bodies that this is what is remembered.</summary>
    public static void Live(this Past past, Action<Action> run)
    {
        if (past == Past.Long)
            run(static () => Thread.SpinWait(20_000));
        for (int round = 0; past == Past.Short && round < 30; round++) // the first calls are compiled, and a remembered cost falls by halves
            run(static () => { });
    }
}
