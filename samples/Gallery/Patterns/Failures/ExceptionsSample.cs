using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.Failures;

internal sealed class ExceptionsSample : ISample
{
    private static readonly double[] s_broken = [0.6, 0.75, 0.9];

    public string Name => "exceptions";

    public string Teaches => "which failure a loop reports, and when it ends";

    public ITrial Prepare(Scale scale)
    {
        int count = scale.Pick(50_000, 2_000_000, 20_000_000);
        string[] lines = [.. Enumerable.Range(0, count).Select(static i => $"{i * 0.37:F2}")];
        foreach (double place in s_broken)
            lines[(int)(count * place)] = "n/a";
        return new Trial<int>($"The first broken of {count:N0} lines", Expect.Exactly((int)(count * s_broken[0])))
            .Sequential("try, catch, stop", () => Parsing.Sequential(lines))
            .NaiveAndWrong("try and catch in the body", () => Parsing.CatchInTheBody(lines))
            .Ours("InnerExceptions[0] of the loop's", () => Parsing.InParallel(lines))
            .LimitedBy("the sequential loop ends at the first broken line; the other workers have gone on behind it by then.");
    }
}
