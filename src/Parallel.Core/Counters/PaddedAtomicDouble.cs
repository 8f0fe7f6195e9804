using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>An <see cref="AtomicDouble"/> with cache lines of its own, for what many threads change.</summary>
/// <remarks>
/// Neither it nor what lies next to it in memory is slowed down by the other. Takes about a quarter of a kilobyte.
/// <b>Thread safety:</b> any thread at any time; every member is atomic, in 32-bit processes too. <b>Order:</b> as the compact one's.
/// <b>Complexity:</b> as the compact one's, 0 bytes. <b>Blocking:</b> never.
/// </remarks>
/// <example><code>
/// var lowest = new PaddedAtomicDouble(double.PositiveInfinity);
/// Parallel.For(1, 1000, i =&gt; lowest.Min(Math.Sin(i)));
/// Console.WriteLine($"{lowest:F3}");
/// </code></example>
[DebuggerDisplay("{Value}")]
public sealed class PaddedAtomicDouble : ISpanFormattable
{
    private Padded<DoubleCell> _padded;

    /// <inheritdoc cref="AtomicDouble.AtomicDouble(double)"/>
    public PaddedAtomicDouble(double value = 0) => _padded.Value = new(value);

    /// <inheritdoc cref="AtomicDouble.Value"/>
    public double Value
    {
        get => _padded.Value.Value;
        set => _padded.Value.Value = value;
    }

    /// <inheritdoc cref="AtomicDouble.Exchange"/>
    public double Exchange(double value) => _padded.Value.Exchange(value);

    /// <inheritdoc cref="AtomicDouble.CompareExchange"/>
    public double CompareExchange(double value, double comparand) => _padded.Value.CompareExchange(value, comparand);

    /// <inheritdoc cref="AtomicDouble.TryCompareExchange"/>
    public bool TryCompareExchange(double value, double comparand) => _padded.Value.TryCompareExchange(value, comparand);

    /// <inheritdoc cref="AtomicDouble.Add"/>
    public double Add(double value) => _padded.Value.Add(value);

    /// <inheritdoc cref="AtomicDouble.Max"/>
    public double Max(double value) => _padded.Value.Max(value);

    /// <inheritdoc cref="AtomicDouble.Min"/>
    public double Min(double value) => _padded.Value.Min(value);

    /// <inheritdoc cref="AtomicDouble.Update(Func{double, double})"/>
    public double Update(Func<double, double> update) => _padded.Value.Update(update);

    /// <inheritdoc cref="AtomicDouble.Update{TState}(TState, Func{double, TState, double})"/>
    public double Update<TState>(TState state, Func<double, TState, double> update) => _padded.Value.Update(state, update);

    /// <inheritdoc cref="AtomicDouble.ToString()"/>
    public override string ToString() => Value.ToString();

    /// <inheritdoc cref="AtomicDouble.ToString(string, IFormatProvider)"/>
    public string ToString(string? format, IFormatProvider? provider) => Value.ToString(format, provider);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, format, provider);
}
