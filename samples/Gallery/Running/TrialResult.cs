namespace ParallelCore.Gallery.Running;

/// <summary>What a trial gave, and what follows from it.</summary>
internal sealed class TrialResult(ITrial trial, IReadOnlyList<FormResult> forms)
{
    private const double GoodEfficiency = 0.95;
    private const double GoodTwinRatio = 1.02;
    private const double ClearlySlower = 1.1;

    public string Title { get; } = trial.Title;

    public IReadOnlyList<FormResult> Forms => forms;

    public bool IsRight => forms.All(static form => form.IsAsItMustBe);

    public FormResult Sequential => forms.Single(static form => form.Form.Role == Role.Sequential);

    public FormResult Ours => forms.Single(static form => form.Form.Role == Role.Ours);

    public FormResult? Naive => forms.FirstOrDefault(static form => form.Form.Role == Role.Naive);

    public FormResult? Twin => forms.SingleOrDefault(static form => form.Form.Role == Role.Twin);

    public double? SpeedUp => Ours.TimesFasterThan(Sequential);

    /// <summary>The speed-up as a share of what the workers could give.</summary>
    public double? Efficiency => SpeedUp / ParallelEnvironment.RecommendedWorkers;

    /// <summary>Our time, of the twin's.</summary>
    public double? TwinRatio => Twin?.TimesFasterThan(Ours);

    /// <summary>What the naive form did, in a word or two.</summary>
    public string NaiveOutcome => Naive switch
    {
        null => "",
        { IsRight: false, Form.Flaw: Flaw.Wrong, Mistake: { } mistake } => mistake.EndsWith("Exception", StringComparison.Ordinal) ? "throws" : mistake.StartsWith("hangs", StringComparison.Ordinal) ? "hangs" : "wrong",
        { IsRight: false } => "WRONG",
        { Form.Flaw: Flaw.Wrong } naive => $"right {naive.Runs} x",
        var naive => Ours.TimesFasterThan(naive) is not { } ratio ? "right" : ratio >= ClearlySlower ? $"slow {ratio:N1} x" : "not slower",
    };

    /// <summary>Why the figures are not better, where they are not.</summary>
    public string? Limit => Efficiency < GoodEfficiency || TwinRatio > GoodTwinRatio ? trial.Limit : null;
}
