namespace ParallelCore.Samples.FalseSharing;

/// <summary>Results that are right and slow: two workers write to different variables that lie on one cache line.</summary>
internal sealed class FalseSharingSample : ISample
{
    private const int Parts = 8;

    public string Name => "false-sharing";

    public string Question => "why is it slower on two cores than on one?";

    public bool Run(bool isQuick)
    {
        int each = isQuick ? 200_000 : 5_000_000;
        long expected = Parts * (long)each * (each - 1) / 2;
        var comparison = new Comparison(FormattableString.Invariant($"{Parts} sums of {each:N0} numbers"), isQuick ? 1 : 5, sum => sum == expected);
        comparison.Add("sequential", () => Sums.Sequential(Parts, each));
        comparison.Add("neighbours in an array (right, slow)", () => Sums.Neighbours(Parts, each));
        comparison.Add("far apart in an array", () => Sums.FarApart(Parts, each));
        comparison.Add("StripedCounter", () => Sums.Striped(Parts, each));
        comparison.Add("a local each", () => Sums.Local(Parts, each));
        return comparison.Run();
    }
}
