using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.ImmutableSnapshots;

internal sealed class ImmutableSnapshotsSample : ISample
{
    public string Name => "immutable-snapshots";

    public string Teaches => "read by all, replaced by some: never changed, and no lock";

    public ITrial Prepare(Scale scale)
    {
        int orders = scale.Pick(100_000, 1_000_000, 20_000_000);
        return new Trial<int>($"Orders, of {orders:N0}, that saw half of a price list", Expect.Exactly(0))
            .Sequential("a table, changed in place", () => PriceList.Sequential(orders))
            .NaiveAndWrong("the same in a parallel loop", () => PriceList.InPlace(orders))
            .Ours("immutable tables, replaced", () => PriceList.Snapshots(orders))
            .Also("Guarded<T>", () => PriceList.Locked(orders))
            .LimitedBy("a new table is allocated for every thirty-second order, where the sequential loop overwrites one; real tables change less often.");
    }
}
