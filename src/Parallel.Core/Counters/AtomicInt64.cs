using System.Diagnostics;

namespace ParallelCore.Counters;

/// <summary>A <see cref="long"/> that threads may share: each of its operations happens as a whole, in 32-bit processes too.</summary>
/// <remarks>
/// <b>Thread safety:</b> any thread at any time; every member is atomic, in 32-bit processes too. <b>Order:</b> reading acquires,
/// setting releases, everything else is a full fence unless it says otherwise.
/// <b>Complexity:</b> O(1), 0 bytes; <see cref="Max"/>, <see cref="Min"/> and <see cref="Update"/> repeat when another thread was faster. <b>Blocking:</b>
/// never.
/// A class, because a struct in a read-only field would be copied at each call and lose its updates. Equality is identity: compare values, not variables.
/// Threads that count all the time fight for its cache line: a striped counter doesn't, and <see cref="PaddedAtomicInt64"/> at least spares its neighbours.
/// </remarks>
/// <example><code>
/// var bytes = new AtomicInt64();
/// Parallel.For(0, 1000, i =&gt; bytes.Add(i));
/// Console.WriteLine($"{bytes:N0} bytes");
/// </code></example>
[DebuggerDisplay("{Value}")]
public sealed class AtomicInt64 : ISpanFormattable
{
    private Int64Cell _cell;

    /// <inheritdoc cref="AtomicInt32.AtomicInt32(int)"/>
    public AtomicInt64(long value = 0) => _cell = new(value);

    /// <inheritdoc cref="AtomicInt32.Value"/>
    public long Value
    {
        get => _cell.Value;
        set => _cell.Value = value;
    }

    /// <inheritdoc cref="AtomicInt32.Exchange"/>
    public long Exchange(long value) => _cell.Exchange(value);

    /// <inheritdoc cref="AtomicInt32.CompareExchange"/>
    public long CompareExchange(long value, long comparand) => _cell.CompareExchange(value, comparand);

    /// <inheritdoc cref="AtomicInt32.TryCompareExchange"/>
    public bool TryCompareExchange(long value, long comparand) => _cell.TryCompareExchange(value, comparand);

    /// <inheritdoc cref="AtomicInt32.Increment"/>
    public long Increment() => _cell.Increment();

    /// <inheritdoc cref="AtomicInt32.Decrement"/>
    public long Decrement() => _cell.Decrement();

    /// <inheritdoc cref="AtomicInt32.Add"/>
    public long Add(long value) => _cell.Add(value);

    /// <inheritdoc cref="AtomicInt32.And"/>
    public long And(long value) => _cell.And(value);

    /// <inheritdoc cref="AtomicInt32.Or"/>
    public long Or(long value) => _cell.Or(value);

    /// <inheritdoc cref="AtomicInt32.Max"/>
    public long Max(long value) => _cell.Max(value);

    /// <inheritdoc cref="AtomicInt32.Min"/>
    public long Min(long value) => _cell.Min(value);

    /// <inheritdoc cref="AtomicInt32.Update(Func{int, int})"/>
    public long Update(Func<long, long> update) => _cell.Update(update);

    /// <inheritdoc cref="AtomicInt32.Update{TState}(TState, Func{int, TState, int})"/>
    public long Update<TState>(TState state, Func<long, TState, long> update) => _cell.Update(state, update);

    /// <inheritdoc cref="AtomicInt32.ToString()"/>
    public override string ToString() => Value.ToString();

    /// <inheritdoc cref="AtomicInt32.ToString(string, IFormatProvider)"/>
    public string ToString(string? format, IFormatProvider? provider) => Value.ToString(format, provider);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, format, provider);
}
