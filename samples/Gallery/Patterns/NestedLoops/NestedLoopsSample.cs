using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.NestedLoops;

internal sealed class NestedLoopsSample : ISample
{
    private const int ShortRows = 200;

    public string Name => "nested-loops";

    public string Teaches => "a loop in a loop, where one row is half of the work";

    public ITrial Prepare(Scale scale)
    {
        int each = scale.Pick(100, 2_000, 20_000);
        // The long row comes last, when everything else has been done.
        int[] lengths = [.. Enumerable.Repeat(each, ShortRows), ShortRows * each * 2];
        return new Trial<long>($"{ShortRows:N0} rows of {each:N0} items, then one of {lengths[^1]:N0}", Expect.Exactly(Rows.Sequential(lengths)))
            .Sequential("a loop in a loop", () => Rows.Sequential(lengths))
            .NaiveAndSlow("the outer loop in parallel", () => Rows.OuterOnly(lengths))
            .Ours("both loops in parallel", () => Rows.InParallel(lengths));
    }
}
