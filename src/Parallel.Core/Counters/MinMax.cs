using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ParallelCore.Counters;

/// <summary>The least and the greatest of the values that many threads add at once.</summary>
/// <typeparam name="T">The values: numbers, times, strings, or anything that a comparer orders.</typeparam>
/// <remarks>
/// <para>Each thread keeps the extremes of what it has added, and reading compares those: a value between them only costs two comparisons. Of values that
/// compare equal, any may be kept.</para>
/// <para><b>NaN</b> comes before all numbers, as for LINQ: once added, it is the minimum, and the maximum only if nothing else was added. Null comes before
/// everything too.</para>
/// <para><b>Thread safety:</b> all members, from any threads at once. <b>Order:</b> none. A comparer runs under a lock: keep it short; it must not wait for
/// other threads or use this object, which throws <see cref="InvalidOperationException"/>. If it throws, the exception reaches the caller, and nothing has
/// changed.</para>
/// <para><b>Complexity and blocking:</b> those of <see cref="StripedAccumulator{T}"/>: cheap to update, dear to read.</para>
/// </remarks>
/// <example><code>
/// var range = new MinMax&lt;double&gt;();
/// ParallelRange.Run(0, n, i => range.Add(a[i]));
/// if (range.TryGet(out double min, out double max))
///     Console.WriteLine($"{min} to {max}");
/// </code></example>
[DebuggerDisplay("{DebuggerValue,nq}")]
public sealed class MinMax<T>
{
    private AccumulatorCells<ValueRange<T>, T, RangeAccumulation<T>> _cells;

    /// <summary>No values.</summary>
    /// <param name="comparer">Orders them; null for their own order.</param>
    public MinMax(IComparer<T>? comparer = null) => _cells = new AccumulatorCells<ValueRange<T>, T, RangeAccumulation<T>>(new RangeAccumulation<T>(comparer));

    /// <summary>The least value.</summary>
    /// <value>As for <see cref="TryGet"/>, which also gives the greatest, for the same price.</value>
    /// <exception cref="InvalidOperationException">There are no values, or a comparer called back.</exception>
    public T Min => Read().Min;

    /// <summary>The greatest value.</summary>
    /// <value>As for <see cref="TryGet"/>, which also gives the least, for the same price.</value>
    /// <exception cref="InvalidOperationException">There are no values, or a comparer called back.</exception>
    public T Max => Read().Max;

    private string DebuggerValue => _cells.TryPeek(out ValueRange<T> range) ? Describe(range) : "empty";

    /// <summary>Takes a value in.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">A comparer called back.</exception>
    /// <remarks>See the type's remarks.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value) => _cells.Add(value);

    /// <summary>The least and the greatest value since the start or the last reset.</summary>
    /// <param name="min">The least; the default value when there are none.</param>
    /// <param name="max">The greatest; the default value when there are none.</param>
    /// <returns>False when there are no values. A snapshot: every update that ended before the call is in it, and of those that run at the same time each is or
    /// is not.</returns>
    /// <exception cref="InvalidOperationException">A comparer called back.</exception>
    /// <remarks><b>Complexity:</b> O(cells) and a fence in all threads of the process; no allocation. <b>Blocking:</b> waits for updates that have begun, and
    /// other readers; meanwhile updates wait.</remarks>
    public bool TryGet([MaybeNullWhen(false)] out T min, [MaybeNullWhen(false)] out T max) => TryRead(reset: false, out min, out max);

    /// <summary>Gives the least and the greatest value and starts again, so that over all calls every value counts exactly once, also of those that are added
    /// at the same time.</summary>
    /// <param name="min">The least; the default value when there are none.</param>
    /// <param name="max">The greatest; the default value when there are none.</param>
    /// <returns>False when there are no values since the last reset.</returns>
    /// <exception cref="InvalidOperationException">A comparer called back.</exception>
    /// <remarks>Costs what <see cref="TryGet"/> costs.</remarks>
    public bool TryGetThenReset([MaybeNullWhen(false)] out T min, [MaybeNullWhen(false)] out T max) => TryRead(reset: true, out min, out max);

    /// <summary>Forgets all values. Those that are added at the same time come before or after it.</summary>
    /// <exception cref="InvalidOperationException">A comparer called back.</exception>
    /// <remarks>Costs what <see cref="TryGet"/> costs.</remarks>
    public void Reset() => _cells.Reset();

    /// <summary>Both extremes as text, in the current culture.</summary>
    /// <returns>The least and the greatest value; "empty" when there are none.</returns>
    public override string ToString() => _cells.TryRead(reset: false, out ValueRange<T> range) ? Describe(range) : "empty";

    private static string Describe(ValueRange<T> range) => $"{range.Min} to {range.Max}";

    private ValueRange<T> Read() => _cells.TryRead(reset: false, out ValueRange<T> range) ? range : throw new InvalidOperationException("There are no values.");

    private bool TryRead(bool reset, [MaybeNullWhen(false)] out T min, [MaybeNullWhen(false)] out T max)
    {
        bool isAny = _cells.TryRead(reset, out ValueRange<T> range);
        min = range.Min;
        max = range.Max;
        return isAny;
    }
}
