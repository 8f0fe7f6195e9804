using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>A floating-point sum in eight parts: the k-th item goes to part k modulo 8, however wide the machine's vectors are and however the items come.</summary>
internal struct Lanes
{
    /// <summary>So many numbers are added up in a few microseconds.</summary>
    public const int Few = 4096;

    public Values Sums;

    /// <summary>The part that the next item goes to.</summary>
    public int Next;

    /// <summary>Adds the parts in a fixed order.</summary>
    public readonly double Total =>
        ((Sums[0] + Sums[4]) + (Sums[2] + Sums[6])) + ((Sums[1] + Sums[5]) + (Sums[3] + Sums[7]));

    [InlineArray(Count)]
    internal struct Values
    {
        public const int Count = 8;

        private double _first;
    }
}
