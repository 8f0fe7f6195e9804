using System.Diagnostics;

namespace ParallelCore.Counters;

/// <summary>An <see cref="long"/> that threads may share: each of its operations happens as a whole.</summary>
/// <remarks>
/// <b>Thread safety:</b> any thread at any time; every member is atomic, in 32-bit processes too. <b>Order:</b> reading acquires,
/// setting releases, everything else is a full fence unless it says otherwise.
/// <b>Complexity:</b> O(1), 0 bytes; <see cref="Max"/>, <see cref="Min"/> and <see cref="Update"/> repeat when another thread was faster. <b>Blocking:</b>
/// never.
/// A class, because a struct in a read-only field would be copied at each call and lose its updates. Equality is identity: compare values, not variables.
/// Threads that count all the time fight for its cache line: a striped counter doesn't, and <see cref="PaddedAtomicInt64"/> at least spares its neighbours.
/// </remarks>
/// <example><code>
/// var served = new AtomicInt64();
/// var longest = new AtomicInt64();
/// Parallel.For(0, 1000, i =&gt;
/// {
///     served.Increment();
///     longest.Max(i % 17);
/// });
/// Console.WriteLine($"{served:N0} served, longest {longest}");
/// </code></example>
[DebuggerDisplay("{Value}")]
public sealed class AtomicInt64 : ISpanFormattable
{
    private Int64Cell _cell;

    /// <summary>Makes one that starts with a value.</summary>
    /// <param name="value">The value to start with.</param>
    /// <remarks><b>Thread safety:</b> other threads see this value once they have got the object in a safe way: a lock, a task, a volatile field.</remarks>
    public AtomicInt64(long value = 0) => _cell = new(value);

    /// <summary>The value: reading is an acquire and a snapshot, setting is a release.</summary>
    /// <value>Any value of its type.</value>
    /// <remarks>To set a value that depends on the one before it, take one of the methods: between reading and setting, another thread may have changed
    /// it.</remarks>
    public long Value
    {
        get => _cell.Value;
        set => _cell.Value = value;
    }

    /// <summary>Stores a value and tells which one was there.</summary>
    /// <param name="value">The value to store; any.</param>
    /// <returns>The value before.</returns>
    public long Exchange(long value) => _cell.Exchange(value);

    /// <summary>Stores a value if the one that is there is the expected one.</summary>
    /// <param name="value">The value to store; any.</param>
    /// <param name="comparand">The value that must be there.</param>
    /// <returns>The value before; it is <paramref name="comparand"/> exactly when <paramref name="value"/> was stored.</returns>
    /// <remarks>Whether it is the same value decides, not whether it has been the same all the time.</remarks>
    public long CompareExchange(long value, long comparand) => _cell.CompareExchange(value, comparand);

    /// <summary>Stores a value if the one that is there is the expected one, and tells whether it was.</summary>
    /// <param name="value">The value to store; any.</param>
    /// <param name="comparand">The value that must be there.</param>
    /// <returns>True when <paramref name="value"/> was stored; false when another value than <paramref name="comparand"/> was there.</returns>
    public bool TryCompareExchange(long value, long comparand) => _cell.TryCompareExchange(value, comparand);

    /// <summary>Adds 1; the largest value wraps to the smallest.</summary>
    /// <returns>The value after.</returns>
    public long Increment() => _cell.Increment();

    /// <summary>Subtracts 1; the smallest value wraps to the largest.</summary>
    /// <returns>The value after.</returns>
    public long Decrement() => _cell.Decrement();

    /// <summary>Adds a number; a sum that is too large or too small wraps, without an exception.</summary>
    /// <param name="value">What to add; any number, negative ones to subtract.</param>
    /// <returns>The value after; less <paramref name="value"/> it is the value before.</returns>
    public long Add(long value) => _cell.Add(value);

    /// <summary>Keeps only the bits that are also set in a mask.</summary>
    /// <param name="value">The mask; any.</param>
    /// <returns>The value <b>before</b>, as with <see cref="Interlocked"/>: it tells which of the bits this call has cleared.</returns>
    public long And(long value) => _cell.And(value);

    /// <summary>Sets the bits of a mask.</summary>
    /// <param name="value">The mask; any.</param>
    /// <returns>The value <b>before</b>, as with <see cref="Interlocked"/>: it tells which of the bits this call has set.</returns>
    public long Or(long value) => _cell.Or(value);

    /// <summary>Raises the value to a number, if it is lower.</summary>
    /// <param name="value">The number that the value must reach; any.</param>
    /// <returns>The value after: the greater of the two.</returns>
    /// <remarks>When nothing is to be raised, nothing is written, and the call is only an acquire read.</remarks>
    public long Max(long value) => _cell.Max(value);

    /// <summary>Lowers the value to a number, if it is higher.</summary>
    /// <param name="value">The number that the value must not exceed; any.</param>
    /// <returns>The value after: the lesser of the two.</returns>
    /// <remarks>When nothing is to be lowered, nothing is written, and the call is only an acquire read.</remarks>
    public long Min(long value) => _cell.Min(value);

    /// <summary>Replaces the value by what a function makes of it.</summary>
    /// <param name="update">
    /// Computes the new value from the present one. It runs again when another thread was faster, so it should do nothing but compute; and it must not change
    /// this
    /// very variable, since then it would run for ever. What it throws passes through, and the value stays as it is.
    /// </param>
    /// <returns>The value after: what <paramref name="update"/> returned the last time.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="update"/> is null.</exception>
    /// <remarks><b>Complexity:</b> a call of the function, and another one each time another thread was faster. A lambda that captures something is
    /// allocated; the
    /// overload with a state needs none. <b>Blocking:</b> no lock is held while the function runs.</remarks>
    public long Update(Func<long, long> update) => _cell.Update(update);

    /// <summary>The value as text, in the current culture.</summary>
    /// <returns>The text of a snapshot.</returns>
    public override string ToString() => Value.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? provider) => Value.ToString(format, provider);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, format, provider);
}
