using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.LazyInit;

internal sealed class LazyInitSample : ISample
{
    public string Name => "lazy-init";

    public string Teaches => "made by the first who needs it, and made once";

    public ITrial Prepare(Scale scale)
    {
        int queries = scale.Pick(100_000, 10_000_000, 100_000_000);
        return new Trial<int>($"How often the table of {queries:N0} queries is made", Expect.Exactly(1))
            .Sequential("table ??= Make()", () => Lookup.Sequential(queries))
            .NaiveAndWrong("the same in a parallel loop", () => Lookup.AskThenMake(queries))
            .Ours("Lazy<T>", () => Lookup.InParallel(queries))
            .LimitedBy("the table is made by one worker while the others wait for it, and a query is only a look-up.");
    }
}
