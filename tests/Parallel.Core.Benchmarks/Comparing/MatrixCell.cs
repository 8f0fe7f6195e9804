namespace ParallelCore.Benchmarks.Comparing;

/// <summary>One form of loop at one length and cost, against the loop that the user had.</summary>
/// <param name="Iterations">The loop's length.</param>
/// <param name="Nanoseconds">What an iteration costs.</param>
/// <param name="Idle">Called after a pause rather than back to back.</param>
/// <param name="Form">Which form.</param>
/// <param name="Plain">Seconds a call of the plain loop.</param>
/// <param name="Ours">Seconds a call of ours.</param>
internal sealed record MatrixCell(int Iterations, double Nanoseconds, bool Idle, string Form, double Plain, double Ours)
{
    private const double Factor = 1.05;
    private const double Gain = 0.6;

    /// <summary>The longest time that isn't "slower than the loop you had".</summary>
    public double Limit => (Factor * Plain) + (Idle ? 25e-6 : 0.3e-6);

    /// <summary>Long enough that more than one core must pay.</summary>
    public bool MustGain => Plain >= (Idle ? 200e-6 : 50e-6);

    public bool IsSlower => Ours > Limit;

    public bool LacksGain => MustGain && Ours > Gain * Plain;

    /// <summary>How far beyond what was promised; more than 1 is a miss.</summary>
    public double Overshoot => Math.Max(Ours / Limit, MustGain ? Ours / (Gain * Plain) : 0);
}
