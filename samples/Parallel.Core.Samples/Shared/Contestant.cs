namespace ParallelCore.Samples;

/// <summary>One way to compute the result, and what its runs took.</summary>
internal sealed record Contestant(string Name, Func<long> Run)
{
    public List<TimeSpan> Times { get; } = [];

    public bool IsRight { get; set; } = true;

    /// <summary>One run that something disturbed doesn't move the median.</summary>
    public TimeSpan Median => Times.Order().ElementAt(Times.Count / 2);
}
