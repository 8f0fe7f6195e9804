using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.GuardedState;

internal sealed class GuardedStateSample : ISample
{
    public string Name => "guarded-state";

    public string Teaches => "variables that belong together, and a lock nobody forgets";

    public ITrial Prepare(Scale scale)
    {
        int evenings = scale.Pick(20, 100, 1_000);
        long seats = (long)evenings * BoxOffice.SeatsPerEvening;
        long vain = (long)evenings * (BoxOffice.RequestsPerEvening - BoxOffice.SeatsPerEvening);
        return new Trial<Seats>($"Requests for {seats:N0} seats, twice as many as there are", Mistake)
            .Sequential("one after another", () => BoxOffice.Sequential(evenings))
            .NaiveAndWrong("no lock", () => BoxOffice.Unguarded(evenings))
            .NaiveAndWrong("looks, then sells, each locked", () => BoxOffice.LookThenSell(evenings))
            .Ours("Guarded<T>.Update", () => BoxOffice.InParallel(evenings))
            .LimitedBy("requests change what all share one at a time: only the check of their signatures, before the lock, runs on all cores.");

        string? Mistake(Seats found) =>
            found.Sold != seats ? $"{found.Sold:N0} seats sold instead of {seats:N0}"
            : found.Free != 0 ? $"{found.Free:N0} seats free instead of none"
            : found.Refused != vain ? $"{found.Refused:N0} requests in vain instead of {vain:N0}" : null;
    }
}
