using System.Numerics;

namespace ParallelCore.Async;

/// <summary>Items that can be read at any position, by several lanes at once.</summary>
internal abstract class IndexedItems<T>
{
    public abstract long Count { get; }

    public abstract T At(long position);
}

/// <summary>The numbers of a range.</summary>
internal sealed class RangeItems<T>(T from, long count) : IndexedItems<T>
    where T : struct, IBinaryInteger<T>
{
    public override long Count => count;

    public override T At(long position) => from + T.CreateTruncating(position);
}

/// <summary>The items that an array has.</summary>
internal sealed class ArrayItems<T>(T[] items) : IndexedItems<T>
{
    public override long Count => items.Length;

    public override T At(long position) => items[position];
}

/// <summary>Anything with an indexer, with as many items as it has when the loop begins.</summary>
internal sealed class ListItems<T>(IReadOnlyList<T> items) : IndexedItems<T>
{
    public override long Count { get; } = items.Count;

    public override T At(long position) => items[(int)position];
}

/// <summary>Items that come one after another. Called by one lane at a time.</summary>
internal abstract class PulledItems<T>
{
    /// <summary>Only after a move that gave true.</summary>
    public abstract T Current { get; }

    public abstract ValueTask<bool> MoveNextAsync();

    /// <summary>Once, after the last move has ended.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Those of an enumerator that doesn't wait, or that blocks.</summary>
internal sealed class EnumeratedItems<T>(IEnumerator<T> items) : PulledItems<T>
{
    public override T Current => items.Current;

    public override ValueTask<bool> MoveNextAsync() => new(items.MoveNext());

    public override ValueTask DisposeAsync()
    {
        items.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Those of an asynchronous enumerator.</summary>
internal sealed class AwaitedItems<T>(IAsyncEnumerator<T> items) : PulledItems<T>
{
    public override T Current => items.Current;

    public override ValueTask<bool> MoveNextAsync() => items.MoveNextAsync();

    public override ValueTask DisposeAsync() => items.DisposeAsync();
}

/// <summary>Where the items of a loop come from, before it begins.</summary>
internal readonly struct ItemSource<T>
{
    private readonly IndexedItems<T>? _indexed;
    private readonly IEnumerable<T>? _enumerable;
    private readonly IAsyncEnumerable<T>? _awaited;
    private readonly Func<CancellationToken, PulledItems<T>>? _pull;

    public ItemSource(IndexedItems<T> items) => _indexed = items;

    public ItemSource(IEnumerable<T> items)
    {
        _indexed = items switch
        {
            T[] array when typeof(T).IsValueType || array.GetType() == typeof(T[]) => new ArrayItems<T>(array),
            IReadOnlyList<T> list => new ListItems<T>(list),
            _ => null,
        };
        _enumerable = items;
    }

    public ItemSource(IAsyncEnumerable<T> items) => _awaited = items;

    public ItemSource(Func<CancellationToken, PulledItems<T>> pull) => _pull = pull;

    public IndexedItems<T>? Indexed => _indexed;

    /// <summary>Of a source without an indexer: begins an enumeration.</summary>
    public PulledItems<T> Pull(CancellationToken cancellationToken)
    {
        if (_pull is not null)
        {
            return _pull(cancellationToken);
        }

        if (_awaited is null)
        {
            return new EnumeratedItems<T>(_enumerable!.GetEnumerator() ?? throw NoEnumerator());
        }

        return new AwaitedItems<T>(_awaited.GetAsyncEnumerator(cancellationToken) ?? throw NoEnumerator());
    }

    private static InvalidOperationException NoEnumerator() => new("The source gave no enumerator.");
}
