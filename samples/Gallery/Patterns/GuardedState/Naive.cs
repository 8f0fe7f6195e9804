using ParallelCore.Collections;

namespace ParallelCore.Gallery.Patterns.GuardedState;

internal static partial class BoxOffice
{
    /// <summary>Nothing guards the three numbers, which belong together.</summary>
    public static Seats Unguarded(int evenings)
    {
        var all = new Seats();
        for (int evening = 0; evening < evenings; evening++)
        {
            var seats = new Seats(Free: SeatsPerEvening, Sold: 0, Refused: 0);
            ParallelRange.Run(0, RequestsPerEvening, request =>
            {
                if (IsGenuine(request))
                    seats = Sell(seats);
            });
            all = Sum(all, seats);
        }

        return all;
    }

    /// <summary>Looks under the lock, and sells under the lock: in between, another worker sells the last seat.</summary>
    public static Seats LookThenSell(int evenings)
    {
        var all = new Seats();
        for (int evening = 0; evening < evenings; evening++)
        {
            var seats = new Guarded<Seats>(new Seats(Free: SeatsPerEvening, Sold: 0, Refused: 0));
            ParallelRange.Run(0, RequestsPerEvening, request =>
            {
                if (!IsGenuine(request))
                    return;
                if (seats.Read(static now => now.Free) > 0)
                    seats.Update(static (ref Seats now) => now = now with { Free = now.Free - 1, Sold = now.Sold + 1 });
                else
                    seats.Update(static (ref Seats now) => now = now with { Refused = now.Refused + 1 });
            });
            all = Sum(all, seats.Read(static now => now));
        }

        return all;
    }
}
