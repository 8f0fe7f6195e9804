namespace ParallelCore.Gallery.Running;

/// <summary>What the runs of one form gave.</summary>
internal sealed class FormResult(Form form, bool isWarm)
{
    private readonly List<TimeSpan> _times = [];

    public Form Form { get; } = form;

    /// <summary>Whether it had run before it was timed: otherwise the times are mostly the compiler's.</summary>
    public bool IsWarm { get; } = isWarm;

    public int Runs { get; private set; }

    /// <summary>What was wrong the first time that something was; null while all runs were right.</summary>
    public string? Mistake { get; private set; }

    public bool IsRight => Mistake is null;

    /// <summary>A naive form is there to fail; any other must not.</summary>
    public bool IsAsItMustBe => IsRight || Form.Flaw == Flaw.Wrong;

    /// <summary>One run that something disturbed doesn't move the median. Null when no run was timed.</summary>
    public TimeSpan? Median => _times.Count == 0 ? null : _times.Order().ElementAt(_times.Count / 2);

    /// <param name="time">Null for a run that only warms up or checks.</param>
    /// <param name="mistake">Null for a right result.</param>
    public void Note(TimeSpan? time, string? mistake)
    {
        Runs++;
        Mistake ??= mistake;
        if (time is { } taken)
            _times.Add(taken);
    }

    /// <summary>How many times as long the other one takes: none for a wrong result, nor against one, nor from runs that were not warm.</summary>
    public double? TimesFasterThan(FormResult? other) =>
        IsWarm && IsRight && other is { IsRight: true } && Median is { } mine && other.Median is { } others ? others / mine : null;
}
