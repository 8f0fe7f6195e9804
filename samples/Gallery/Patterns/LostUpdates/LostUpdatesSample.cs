using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.LostUpdates;

internal sealed class LostUpdatesSample : ISample
{
    public string Name => "lost-updates";

    public string Teaches => "why a shared count comes out too low";

    public ITrial Prepare(Scale scale)
    {
        int limit = scale.Pick(500_000, 10_000_000, 100_000_000);
        return new Trial<long>($"Multiples of 3 below {limit:N0}", Expect.Exactly((limit + 2) / 3L))
            .Sequential("count++", () => Tally.Sequential(limit))
            .NaiveAndWrong("count++ in a parallel loop", () => Tally.SharedCount(limit))
            .Ours("a local for each chunk", () => Tally.Local(limit))
            .Also("StripedCounter", () => Tally.Striped(limit))
            .Also("AtomicInt64", () => Tally.Atomic(limit))
            .Also("lock", () => Tally.Locked(limit))
            .LimitedBy("a body of half a nanosecond is at the mercy of how the runtime's compiler lays its loop out: with DOTNET_TieredPGO=0, all forms' loops are as slow as one another.");
    }
}
