namespace ParallelCore.Benchmarks.Comparing;

/// <summary>How many times as fast a program of known parts has become.</summary>
/// <param name="Share">The share of its time that is not shared out, from 0 to 1.</param>
/// <param name="Workers">On how many workers the rest runs.</param>
/// <param name="Waits">Whether it sleeps instead of computing, and so needs no cores.</param>
/// <param name="SpeedUp">Its time on the calling thread alone over its time.</param>
internal sealed record AmdahlFigure(double Share, int Workers, bool Waits, double SpeedUp)
{
    /// <summary>What Amdahl's law says.</summary>
    public double Law => LawOf(Share, Workers);

    public static double LawOf(double share, double workers) => 1 / (share + ((1 - share) / workers));
}
