using System.Diagnostics;

namespace ParallelCore.Counters;

/// <summary>A flag that threads may share, and that one of them wins.</summary>
/// <remarks>
/// <b>Thread safety:</b> any thread at any time; every member is atomic, in 32-bit processes too. <b>Order:</b> reading acquires,
/// setting releases, everything else is a full fence unless it says otherwise.
/// <b>Complexity:</b> O(1), 0 bytes; <see cref="Toggle"/> repeats when another thread was faster. <b>Blocking:</b> never.
/// A class, because a struct in a read-only field would be copied at each call and lose its updates. Equality is identity: compare values, not variables.
/// </remarks>
/// <example><code>
/// var started = new AtomicBoolean();
/// Parallel.For(0, 1000, i =&gt;
/// {
///     if (started.TrySet())
///         Console.WriteLine($"{i} was the first, and the only one to print");
/// });
/// </code></example>
[DebuggerDisplay("{Value}")]
public sealed class AtomicBoolean
{
    private BooleanCell _cell;

    /// <inheritdoc cref="AtomicInt64.AtomicInt64(long)"/>
    public AtomicBoolean(bool value = false) => _cell = new(value);

    /// <inheritdoc cref="AtomicInt64.Value"/>
    public bool Value
    {
        get => _cell.Value;
        set => _cell.Value = value;
    }

    /// <inheritdoc cref="AtomicInt64.Exchange"/>
    public bool Exchange(bool value) => _cell.Exchange(value);

    /// <inheritdoc cref="AtomicInt64.CompareExchange"/>
    public bool CompareExchange(bool value, bool comparand) => _cell.CompareExchange(value, comparand);

    /// <inheritdoc cref="AtomicInt64.TryCompareExchange"/>
    public bool TryCompareExchange(bool value, bool comparand) => _cell.TryCompareExchange(value, comparand);

    /// <summary>Sets the value to true, and tells whether this call has done it: of any number of callers, one gets true.</summary>
    /// <returns>True when the value was false; false when it was true already.</returns>
    /// <remarks>When there is nothing to change, nothing is written, and the call is only an acquire read.</remarks>
    public bool TrySet() => _cell.TrySwitchTo(true);

    /// <summary>Sets the value to false, and tells whether this call has done it: of any number of callers, one gets true.</summary>
    /// <returns>True when the value was true; false when it was false already.</returns>
    /// <remarks>When there is nothing to change, nothing is written, and the call is only an acquire read.</remarks>
    public bool TryReset() => _cell.TrySwitchTo(false);

    /// <summary>Turns true into false and false into true.</summary>
    /// <returns>The value after.</returns>
    public bool Toggle() => _cell.Toggle();

    /// <summary>The value as text: <see cref="bool.TrueString"/> or <see cref="bool.FalseString"/>.</summary>
    /// <returns>The text of a snapshot.</returns>
    public override string ToString() => Value.ToString();
}
