using System.Diagnostics;

namespace ParallelCore.Counters;

/// <summary>A reference that threads may share: each of its operations happens as a whole.</summary>
/// <typeparam name="T">The type of the objects; a nullable one if there may be none.</typeparam>
/// <remarks>
/// <b>Thread safety:</b> any thread at any time; every member is atomic, in 32-bit processes too. <b>Order:</b> reading acquires,
/// setting releases, everything else is a full fence unless it says otherwise.
/// <b>Complexity:</b> O(1), 0 bytes; <see cref="Update"/> repeats when another thread was faster. <b>Blocking:</b> never.
/// A class, because a struct in a read-only field would be copied at each call and lose its updates. Equality is identity: compare values, not variables.
/// It makes the reference atomic, not the object: let it refer to immutable objects, which an update replaces.
/// </remarks>
/// <example><code>
/// var names = new AtomicReference&lt;ImmutableList&lt;string&gt;&gt;([]);
/// Parallel.For(0, 100, i =&gt; names.Update(list =&gt; list.Add($"item {i}")));
/// Console.WriteLine(names.Value.Count);
/// </code></example>
[DebuggerDisplay("{Value}")]
public sealed class AtomicReference<T>
    where T : class?
{
    private ReferenceCell<T> _cell;

    /// <summary>Makes one that starts with a reference.</summary>
    /// <param name="value">The reference to start with; null needs a nullable <typeparamref name="T"/>.</param>
    /// <remarks><b>Thread safety:</b> other threads see this reference once they have got the object in a safe way: a lock, a task, a volatile field.</remarks>
    public AtomicReference(T value) => _cell = new(value);

    /// <summary>The reference: reading is an acquire and a snapshot, setting is a release.</summary>
    /// <value>Any object of the type, or null if the type allows it.</value>
    /// <remarks>To set a reference that depends on the one before it, take one of the methods: between reading and setting, another thread may have changed
    /// it.</remarks>
    public T Value
    {
        get => _cell.Value;
        set => _cell.Value = value;
    }

    /// <inheritdoc cref="AtomicInt64.Exchange"/>
    public T Exchange(T value) => _cell.Exchange(value);

    /// <summary>Stores a value if the one that is there is the expected one.</summary>
    /// <param name="value">The value to store; any.</param>
    /// <param name="comparand">The value that must be there.</param>
    /// <returns>The value before; it is <paramref name="comparand"/> exactly when <paramref name="value"/> was stored.</returns>
    /// <remarks>References are compared: equal objects are not the same. An object that was away and came back counts as the same.</remarks>
    public T CompareExchange(T value, T comparand) => _cell.CompareExchange(value, comparand);

    /// <summary>Stores a value if the one that is there is the expected one, and tells whether it was.</summary>
    /// <param name="value">The value to store; any.</param>
    /// <param name="comparand">The value that must be there.</param>
    /// <returns>True when <paramref name="value"/> was stored; false when another value than <paramref name="comparand"/> was there.</returns>
    /// <remarks>References are compared: equal objects are not the same. An object that was away and came back counts as the same.</remarks>
    public bool TryCompareExchange(T value, T comparand) => _cell.TryCompareExchange(value, comparand);

    /// <inheritdoc cref="AtomicInt64.Update(Func{long, long})"/>
    public T Update(Func<T, T> update) => _cell.Update(update);

    /// <summary>The text of the object that is there now.</summary>
    /// <returns>What its own <see cref="object.ToString"/> returns; empty for a null reference.</returns>
    public override string ToString() => Value?.ToString() ?? string.Empty;
}
