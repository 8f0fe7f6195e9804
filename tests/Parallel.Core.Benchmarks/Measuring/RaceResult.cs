namespace ParallelCore.Benchmarks.Measuring;

/// <summary>The outcome of a race.</summary>
/// <param name="Workload">Which one.</param>
/// <param name="Entries">One for each contender, in the order they were added.</param>
/// <param name="Items">Items, forks for instance, in one call; 0 when a call isn't divided.</param>
/// <param name="Wrong">Results that differ from the sequential one: always a bug.</param>
internal sealed record RaceResult(string Workload, IReadOnlyList<RaceEntry> Entries, long Items, IReadOnlyList<string> Wrong)
{
    public double Seconds(string name) => Entries.First(entry => entry.Name == name).Time.Median;

    public IEnumerable<RaceEntry> Of(ContenderRole role) => Entries.Where(entry => entry.Role == role);
}
