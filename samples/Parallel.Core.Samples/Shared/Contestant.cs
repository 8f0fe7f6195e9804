namespace ParallelCore.Samples;

/// <summary>One way to compute the result, and what its runs took.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Run">Computes the result.</param>
/// <param name="IsNaive">Shown for what goes wrong with it: a wrong result, or an exception, is what it is there for.</param>
internal sealed record Contestant(string Name, Func<long> Run, bool IsNaive)
{
    public List<TimeSpan> Times { get; } = [];

    public bool IsRight { get; set; } = true;

    /// <summary>The last wrong result, or the exception.</summary>
    public string Mistake { get; private set; } = "";

    public void Try(Func<long, bool> isRight)
    {
        try
        {
            long result = Run();
            if (!isRight(result))
                Note(FormattableString.Invariant($"{result:N0}"));
        }
        catch (Exception e) when (IsNaive)
        {
            Note((e is AggregateException { InnerException: { } first } ? first : e).GetType().Name);
        }
    }

    private void Note(string mistake)
    {
        IsRight = false;
        Mistake = mistake;
    }

    /// <summary>One run that something disturbed doesn't move the median.</summary>
    public TimeSpan Median => Times.Order().ElementAt(Times.Count / 2);
}
