using System.Diagnostics;

namespace ParallelCore.Counters;

/// <summary>A <see cref="double"/> that threads may share: each of its operations happens as a whole, in 32-bit processes too.</summary>
/// <remarks>
/// <b>Thread safety:</b> any thread at any time; every member is atomic, in 32-bit processes too. <b>Order:</b> reading acquires,
/// setting releases, everything else is a full fence unless it says otherwise.
/// <b>Complexity:</b> O(1), 0 bytes; all but <see cref="Value"/>, <see cref="Exchange"/> and the comparing ones repeat when another thread was faster.
/// <b>Blocking:</b> never.
/// A class, because a struct in a read-only field would be copied at each call and lose its updates. Equality is identity: compare values, not variables.
/// </remarks>
/// <example><code>
/// var hottest = new AtomicDouble(double.NegativeInfinity);
/// double[] celsius = [17.5, 21.25, 19];
/// Parallel.ForEach(celsius, t =&gt; hottest.Max(t));
/// Console.WriteLine($"{hottest:F1} degrees");
/// </code></example>
[DebuggerDisplay("{Value}")]
public sealed class AtomicDouble : ISpanFormattable
{
    private DoubleCell _cell;

    /// <inheritdoc cref="AtomicInt64.AtomicInt64(long)"/>
    public AtomicDouble(double value = 0) => _cell = new(value);

    /// <inheritdoc cref="AtomicInt64.Value"/>
    public double Value
    {
        get => _cell.Value;
        set => _cell.Value = value;
    }

    /// <inheritdoc cref="AtomicInt64.Exchange"/>
    public double Exchange(double value) => _cell.Exchange(value);

    /// <summary>Stores a value if the one that is there is the expected one.</summary>
    /// <param name="value">The value to store; any.</param>
    /// <param name="comparand">The value that must be there.</param>
    /// <returns>The value before.</returns>
    /// <remarks>Bits are compared: a NaN equals a NaN with the same bits, and 0.0 is not -0.0. To learn whether the value was stored, don't compare
    /// the result with <c>==</c>, which says otherwise in both cases: call <see cref="TryCompareExchange"/>.</remarks>
    public double CompareExchange(double value, double comparand) => _cell.CompareExchange(value, comparand);

    /// <summary>Stores a value if the one that is there is the expected one, and tells whether it was.</summary>
    /// <param name="value">The value to store; any.</param>
    /// <param name="comparand">The value that must be there.</param>
    /// <returns>True when <paramref name="value"/> was stored; false when another value than <paramref name="comparand"/> was there.</returns>
    /// <remarks>Bits are compared: a NaN equals a NaN with the same bits, and 0.0 is not -0.0.</remarks>
    public bool TryCompareExchange(double value, double comparand) => _cell.TryCompareExchange(value, comparand);

    /// <summary>Adds a number, as <c>+</c> does: with rounding, and to infinity or NaN where that is the result.</summary>
    /// <param name="value">What to add; any number, negative ones to subtract.</param>
    /// <returns>The value after.</returns>
    /// <remarks>Sums depend on the order of the additions, which differs from run to run when several threads add. Repeated when another thread was faster, so
    /// it gets slow under contention.</remarks>
    public double Add(double value) => _cell.Add(value);

    /// <summary>Raises the value to a number, if it is lower.</summary>
    /// <param name="value">The number that the value must reach; any.</param>
    /// <returns>The value after: the greater of the two, as <see cref="Math.Max(double, double)"/> tells. NaN wins over every number and stays; 0.0 is above
    /// -0.0.</returns>
    /// <remarks>When nothing is to be raised, nothing is written, and the call is only an acquire read.</remarks>
    public double Max(double value) => _cell.Max(value);

    /// <summary>Lowers the value to a number, if it is higher.</summary>
    /// <param name="value">The number that the value must not exceed; any.</param>
    /// <returns>The value after: the lesser of the two, as <see cref="Math.Min(double, double)"/> tells. NaN wins over every number and stays; -0.0 is below
    /// 0.0.</returns>
    /// <remarks>When nothing is to be lowered, nothing is written, and the call is only an acquire read.</remarks>
    public double Min(double value) => _cell.Min(value);

    /// <inheritdoc cref="AtomicInt64.Update(Func{long, long})"/>
    public double Update(Func<double, double> update) => _cell.Update(update);

    /// <inheritdoc cref="AtomicInt64.ToString()"/>
    public override string ToString() => Value.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? provider) => Value.ToString(format, provider);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, format, provider);
}
