using System.Numerics;

namespace ParallelCore.Counters;

/// <summary>Makes accumulators of the usual kinds.</summary>
/// <remarks><b>Thread safety:</b> any threads at once. Anything else, such as a product or a set of flags, is a <see cref="StripedAccumulator{T}"/> with a function of yours.</remarks>
public static class StripedAccumulator
{
    /// <summary>A sum.</summary>
    /// <typeparam name="T">A number, or anything else that can be added and has a zero.</typeparam>
    /// <returns>An accumulator, whose result is zero as long as nothing is added.</returns>
    /// <remarks><b>Overflow:</b> as in unchecked code: the integer types wrap around; <see cref="decimal"/> throws <see cref="OverflowException"/> from the call that would exceed it, which changes nothing.
    /// <b>Floating point:</b> the last bits depend on which thread added what; where they must not, sum within fixed chunks of a <c>ParallelRange</c> loop, and add the chunks' sums in order.</remarks>
    /// <example><code>StripedAccumulator&lt;double&gt; total = StripedAccumulator.Sum&lt;double&gt;();</code></example>
    public static StripedAccumulator<T> Sum<T>()
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> => new(T.AdditiveIdentity, static (left, right) => unchecked(left + right));

    /// <summary>The least of all values.</summary>
    /// <typeparam name="T">A number, or anything else that is ordered and has a greatest value; a <see cref="MinMax{T}"/> needs none.</typeparam>
    /// <returns>An accumulator, whose result is the type's greatest value as long as nothing is added.</returns>
    /// <remarks><b>NaN</b> comes before all numbers, as for LINQ: once added, it is the result.</remarks>
    public static StripedAccumulator<T> Min<T>()
        where T : IComparable<T>, IMinMaxValue<T> => new(T.MaxValue, static (left, right) => right.CompareTo(left) < 0 ? right : left);

    /// <summary>The greatest of all values.</summary>
    /// <typeparam name="T">A number, or anything else that is ordered and has a least value; a <see cref="MinMax{T}"/> needs none.</typeparam>
    /// <returns>An accumulator, whose result is the type's least value as long as nothing is added.</returns>
    /// <remarks><b>NaN</b> comes before all numbers, as for LINQ: it is the result only if nothing else was added.</remarks>
    public static StripedAccumulator<T> Max<T>()
        where T : IComparable<T>, IMinMaxValue<T> => new(T.MinValue, static (left, right) => right.CompareTo(left) > 0 ? right : left);
}
