using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ParallelCore.Counters;

/// <summary>A value that many threads combine others into at once, each in a part of its own: a sum, an extreme, a union of flags, or whatever an associative
/// and commutative function makes.</summary>
/// <typeparam name="T">The values, of any size. They are handed about between threads, so treat them as immutable.</typeparam>
/// <remarks>
/// <para>The striped form of "read, combine, write": threads don't wait for each other's cache lines, and the price is that reading is dear. Take a
/// <see cref="StripedCounter"/> where it is only about counting in <see cref="long"/>: that never waits.</para>
/// <para><b>Thread safety:</b> all members, from any threads at once. <b>Order:</b> none; values are combined in any order and grouping, so floating-point sums
/// differ from run to run in their last bits. For equal bits, sum within fixed chunks of a <c>ParallelRange</c> loop, and add the chunks' sums in order.</para>
/// <para><b>The function</b> runs under a lock, on the thread that adds or reads. Keep it short and free of effects: it must not change its arguments, wait for
/// other threads, or use the accumulator, which throws <see cref="InvalidOperationException"/>. If it throws, the exception reaches the caller, and nothing has
/// changed.</para>
/// <para><b>Complexity:</b> O(1) an update; in a loop or fork of this library, and on any thread that met another one in this accumulator before, without an
/// atomic instruction. Reading is O(cells), of which there is at most one for each thread that updates, bounded by a small multiple of the processors, plus a
/// fence in all threads of the process. An update allocates nothing but a thread's cell, once.</para>
/// <para><b>Blocking:</b> an update waits for a read that has begun, and a read for updates that have begun. Threads that own no cell wait for whoever shares
/// theirs. <b>Source:</b> Java's LongAccumulator (Lea), with cells that belong to a thread and an asymmetric Dekker lock (Dice, Huang and Yang).</para>
/// </remarks>
/// <example><code>
/// StripedAccumulator&lt;double&gt; total = StripedAccumulator.Sum&lt;double&gt;();
/// ParallelRange.Run(0, n, i => total.Add(a[i]));
/// Console.WriteLine(total.Result());
///
/// var flags = new StripedAccumulator&lt;uint&gt;(0, static (left, right) => left | right);
/// </code></example>
[DebuggerDisplay("{DebuggerValue}")]
public sealed class StripedAccumulator<T> : IFormattable
{
    private readonly T _identity;
    private AccumulatorCells<T, T, FuncAccumulation<T>> _cells;

    /// <summary>An accumulator with a function of yours.</summary>
    /// <param name="identity">The result as long as there are no values. Combined with any value, it should give that value.</param>
    /// <param name="combine">Makes one value of two. Must be associative and commutative; see the type's remarks for what else it must and must not do.</param>
    /// <exception cref="ArgumentNullException"><paramref name="combine"/> is null.</exception>
    public StripedAccumulator(T identity, Func<T, T, T> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        _identity = identity;
        _cells = new AccumulatorCells<T, T, FuncAccumulation<T>>(new FuncAccumulation<T>(combine));
    }

    private T DebuggerValue => _cells.TryPeek(out T? result) ? result : _identity;

    /// <summary>Combines <paramref name="value"/> into the result.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">The function called back into the accumulator.</exception>
    /// <remarks>Passes on what the function throws; then the value is not in the result. See the type's remarks.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value) => _cells.Add(value);

    /// <summary>All values combined, since the start or the last reset.</summary>
    /// <returns>The identity when there were none. A snapshot: every update that ended before the call is in it, and of those that run at the same time each is
    /// or is not.</returns>
    /// <exception cref="InvalidOperationException">The function called back into the accumulator.</exception>
    /// <remarks>Passes on what the function throws. <b>Complexity:</b> O(cells) and a fence in all threads of the process; no allocation. <b>Blocking:</b>
    /// waits for updates that have begun, and other readers; meanwhile updates wait.</remarks>
    public T Result() => _cells.TryRead(reset: false, out T? result) ? result : _identity;

    /// <summary>Gives the result and starts again, so that over all calls every update is in exactly one result, also of those that run at the same
    /// time.</summary>
    /// <returns>All values combined since the last reset; the identity when there were none.</returns>
    /// <exception cref="InvalidOperationException">The function called back into the accumulator.</exception>
    /// <remarks>Passes on what the function throws; then nothing was reset. Costs what <see cref="Result"/> costs.</remarks>
    public T ResultThenReset() => _cells.TryRead(reset: true, out T? result) ? result : _identity;

    /// <summary>Forgets all values. Updates that run at the same time come before or after it.</summary>
    /// <exception cref="InvalidOperationException">The function called back into the accumulator.</exception>
    /// <remarks>Code that also needs the result calls <see cref="ResultThenReset"/>: between <see cref="Result"/> and <see cref="Reset"/> updates would be
    /// lost. Doesn't call the function; for the rest, costs what <see cref="Result"/> costs.</remarks>
    public void Reset() => _cells.Reset();

    /// <summary>The result as text, in the current culture.</summary>
    /// <returns>What <typeparamref name="T"/> makes of it; empty for null.</returns>
    public override string ToString() => ((IFormattable)this).ToString(null, null);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) =>
        Result() is var result && result is IFormattable formattable ? formattable.ToString(format, formatProvider) : result?.ToString() ?? "";
}

/// <summary>Makes accumulators of the usual kinds.</summary>
/// <remarks><b>Thread safety:</b> any threads at once. Anything else, such as a product or a set of flags, is a <see cref="StripedAccumulator{T}"/> with a
/// function of yours.</remarks>
public static class StripedAccumulator
{
    /// <summary>A sum.</summary>
    /// <typeparam name="T">A number, or anything else that can be added and has a zero.</typeparam>
    /// <returns>An accumulator, whose result is zero as long as nothing is added.</returns>
    /// <remarks><b>Overflow:</b> as in unchecked code: the integer types wrap around; <see cref="decimal"/> throws <see cref="OverflowException"/> from the
    /// call that would exceed it, which changes nothing. <b>Floating point:</b> the last bits depend on which thread added what; where they must not, sum
    /// within fixed chunks of a <c>ParallelRange</c> loop, and add the chunks' sums in order.</remarks>
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
