using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.ResultsInOrder;

internal sealed class ResultsInOrderSample : ISample
{
    public string Name => "results-in-order";

    public string Teaches => "collect from all workers, in the source's order";

    public ITrial Prepare(Scale scale)
    {
        int limit = scale.Pick(100_000, 4_000_000, 50_000_000);
        return new Trial<int[]>($"One number in eight, below {limit:N0}", Expect.Same(Collecting.Sequential(limit)))
            .Sequential("list.Add", () => Collecting.Sequential(limit))
            .NaiveAndWrong("list.Add in a parallel loop", () => Collecting.SharedList(limit))
            .Ours("From().Where().ToArray()", () => Collecting.InParallel(limit))
            .Twin("PLINQ, AsOrdered", () => Collecting.ByPlinq(limit))
            .Also("OrderedCollector", () => Collecting.WithCollector(limit))
            .LimitedBy("each worker keeps what it finds, and in the end all of it is copied into one array, new memory that the system first has to clear.");
    }
}
