using ParallelCore.Collections;

namespace ParallelCore.Gallery.Patterns.GuardedState;

internal static partial class BoxOffice
{
    /// <summary>The numbers can be reached through their lock only, and to look and to sell is one step.</summary>
    public static Seats InParallel(int evenings)
    {
        var all = new Seats();
        for (int evening = 0; evening < evenings; evening++)
        {
            var seats = new Guarded<Seats>(new Seats(Free: SeatsPerEvening, Sold: 0, Refused: 0));
            ParallelRange.Run(0, RequestsPerEvening, request =>
            {
                if (IsGenuine(request))
                    seats.Update(static (ref Seats now) => now = Sell(now));
            });
            all = Sum(all, seats.Read(static now => now));
        }

        return all;
    }
}
