using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ParallelCore.Gallery.Patterns.GuardedState;

/// <summary>What a box office knows of an evening: seats that are free, sold, and asked for in vain.</summary>
internal record struct Seats(long Free, long Sold, long Refused);

/// <summary>Sells the seats of one evening after another to more people than there are seats.</summary>
internal static partial class BoxOffice
{
    public const int SeatsPerEvening = 1_000;
    public const int RequestsPerEvening = 2_000;

    public static Seats Sequential(int evenings)
    {
        var all = new Seats();
        for (int evening = 0; evening < evenings; evening++)
        {
            var seats = new Seats(Free: SeatsPerEvening, Sold: 0, Refused: 0);
            for (int request = 0; request < RequestsPerEvening; request++)
            {
                if (IsGenuine(request))
                    seats = Sell(seats);
            }

            all = Sum(all, seats);
        }

        return all;
    }

    /// <summary>Checks a signature: what a request costs before it touches what all share.</summary>
    private static bool IsGenuine(int request)
    {
        Span<byte> text = stackalloc byte[sizeof(int)];
        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32LittleEndian(text, request);
        return SHA256.HashData(text, signature) == signature.Length;
    }

    private static Seats Sell(Seats seats) =>
        seats.Free > 0 ? seats with { Free = seats.Free - 1, Sold = seats.Sold + 1 } : seats with { Refused = seats.Refused + 1 };

    private static Seats Sum(Seats a, Seats b) => new(a.Free + b.Free, a.Sold + b.Sold, a.Refused + b.Refused);
}
