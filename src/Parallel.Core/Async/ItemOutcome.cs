using System.Diagnostics.CodeAnalysis;

namespace ParallelCore;

/// <summary>What became of one item: a value or a failure.</summary>
/// <typeparam name="TResult">The value.</typeparam>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
public readonly struct ItemOutcome<TResult>
{
    private readonly TResult _value;

    internal ItemOutcome(long index, TResult value, object? item, Exception? error)
    {
        Index = index;
        _value = value;
        Item = item;
        Error = error;
    }

    /// <summary>The item's position in its source, from 0.</summary>
    public long Index { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>What the body has returned.</summary>
    /// <exception cref="InvalidOperationException">The body has failed: what it has thrown is inside.</exception>
    public TResult Value => IsSuccess ? _value : throw new InvalidOperationException("The item has failed and has no value.", Error);

    /// <summary>What the body has thrown; null if it has succeeded.</summary>
    public Exception? Error { get; }

    /// <summary>The item whose body has failed; null if it has succeeded.</summary>
    public object? Item { get; }

    /// <summary>The value without looking.</summary>
    internal TResult ValueOrDefault => _value;

    /// <summary>The value's text, or the kind of the failure.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsSuccess ? $"{Index}: {_value}" : $"{Index}: {Error.GetType().Name}";
}
