using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>Items that don't leave in the order of their coming, with or without a capacity.</summary>
/// <remarks>Not two channels, one for the items and one for the space: between a step on the one and a step on the other, a third thread would
/// see a buffer that is empty and full at once.</remarks>
internal sealed class OrderedStore<T> : BufferStore<T>
{
    private readonly object _lock = new();
    private readonly IOrderedItems<T> _items;
    private readonly int _capacity;
    private readonly WaitLine _readers;
    private readonly WaitLine _writers;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;
    private Exception? _error;

    public OrderedStore(IOrderedItems<T> items, int capacity)
    {
        _items = items;
        _capacity = capacity;
        _readers = new WaitLine(_lock);
        _writers = new WaitLine(_lock);
    }

    public override int Count
    {
        get
        {
            lock (_lock)
            {
                return _items.Count;
            }
        }
    }

    public override Task Completion => _completion.Task;

    public override bool TryWrite(T item) => TryWrite(item, waiter: null) == BufferOutcome.Done;

    public override bool TryRead([MaybeNullWhen(false)] out T item) => TryRead(out item, waiter: null) == BufferOutcome.Done;

    public override BufferOutcome Write(T item, int milliseconds, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using var waiter = WaitLine.ThreadWaiter.Rent(_writers);
        BufferOutcome outcome;
        while ((outcome = TryWrite(item, waiter)) == BufferOutcome.TimedOut && waiter.Sleep(start, milliseconds, cancellationToken))
        {
        }

        return outcome;
    }

    public override BufferOutcome Read([MaybeNull] out T item, int milliseconds, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using var waiter = WaitLine.ThreadWaiter.Rent(_readers);
        BufferOutcome outcome;
        while ((outcome = TryRead(out item, waiter)) == BufferOutcome.TimedOut && waiter.Sleep(start, milliseconds, cancellationToken))
        {
        }

        return outcome;
    }

    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken) =>
        TryWrite(item) ? ValueTask.CompletedTask : WaitAndWriteAsync(item, cancellationToken);

    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken) =>
        TryRead(out T? item) ? new ValueTask<T>(item) : WaitAndReadAsync(cancellationToken);

    public override async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        using var waiter = new WaitLine.TaskWaiter(_readers);
        while (true)
        {
            lock (_lock)
            {
                if (_items.Count > 0)
                {
                    return true; // passes its wake-up on: it was for a reader, and this call takes no item
                }

                if (_isClosed)
                {
                    return false;
                }

                waiter.Enter();
            }

            await waiter.SleepAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override void Close(Exception? error)
    {
        lock (_lock)
        {
            _error = error;
            _isClosed = true;
            _readers.WakeAll();
            _writers.WakeAll();
            EndIfDrained();
        }
    }

    private async ValueTask WaitAndWriteAsync(T item, CancellationToken cancellationToken)
    {
        using var waiter = new WaitLine.TaskWaiter(_writers);
        BufferOutcome outcome;
        while ((outcome = TryWrite(item, waiter)) == BufferOutcome.TimedOut)
        {
            await waiter.SleepAsync(cancellationToken).ConfigureAwait(false);
        }

        if (outcome == BufferOutcome.Closed)
        {
            throw new ChannelClosedException(_error);
        }
    }

    private async ValueTask<T> WaitAndReadAsync(CancellationToken cancellationToken)
    {
        using var waiter = new WaitLine.TaskWaiter(_readers);
        T? item;
        BufferOutcome outcome;
        while ((outcome = TryRead(out item, waiter)) == BufferOutcome.TimedOut)
        {
            await waiter.SleepAsync(cancellationToken).ConfigureAwait(false);
        }

        return outcome == BufferOutcome.Done ? item! : throw new ChannelClosedException(_error);
    }

    /// <summary>Times out at once when there is no space; the waiter, if there is one, is then in line.</summary>
    private BufferOutcome TryWrite(T item, WaitLine.Waiter? waiter)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return BufferOutcome.Closed;
            }

            if (_items.Count < _capacity)
            {
                _items.Push(item);
                waiter?.Find();
                _readers.WakeOne();
                return BufferOutcome.Done;
            }

            waiter?.Enter();
            return BufferOutcome.TimedOut;
        }
    }

    /// <summary>Times out at once when there is no item; the waiter, if there is one, is then in line.</summary>
    private BufferOutcome TryRead([MaybeNull] out T item, WaitLine.Waiter? waiter)
    {
        lock (_lock)
        {
            if (_items.Count > 0)
            {
                item = _items.Pop();
                waiter?.Find();
                _writers.WakeOne();
                EndIfDrained();
                return BufferOutcome.Done;
            }

            item = default;
            if (_isClosed)
            {
                return BufferOutcome.Closed;
            }

            waiter?.Enter();
            return BufferOutcome.TimedOut;
        }
    }

    private void EndIfDrained()
    {
        if (_isClosed && _items.Count == 0)
        {
            Uninterrupted.Run((Completion: _completion, Error: _error), static end => End(end.Completion, end.Error));
        }
    }

    private static void End(TaskCompletionSource completion, Exception? error)
    {
        if (error is null)
        {
            completion.TrySetResult();
        }
        else if (error is OperationCanceledException cancelled)
        {
            completion.TrySetCanceled(cancelled.CancellationToken); // as a channel does
        }
        else
        {
            completion.TrySetException(error);
        }
    }
}

/// <summary>Items in the order in which they leave. Used under a lock.</summary>
internal interface IOrderedItems<T>
{
    int Count { get; }

    void Push(T item);

    /// <summary>Never called when there is none.</summary>
    T Pop();
}

internal sealed class LifoItems<T> : IOrderedItems<T>
{
    private readonly Stack<T> _items = new();

    public int Count => _items.Count;

    public void Push(T item) => _items.Push(item);

    public T Pop() => _items.Pop();
}

/// <summary>The least item first; of equal ones, the oldest.</summary>
/// <remarks>A binary heap. The runtime's is in disorder after its comparer has thrown; this one makes all comparisons of a step before it moves
/// anything.</remarks>
internal sealed class PriorityItems<T>(IComparer<T> comparer) : IOrderedItems<T>
{
    private readonly List<(T Item, long Number)> _items = [];
    private long _pushed;

    public int Count => _items.Count;

    public void Push(T item)
    {
        (T Item, long Number) pushed = (item, _pushed);
        int end = _items.Count;
        int place = end;
        while (place > 0 && LeavesBefore(pushed, _items[Parent(place)]))
        {
            place = Parent(place);
        }

        _items.Add(pushed);
        _pushed++;
        for (int from = end; from != place; from = Parent(from))
        {
            _items[from] = _items[Parent(from)];
        }

        _items[place] = pushed;
    }

    public T Pop()
    {
        int last = _items.Count - 1;
        (T Item, long Number) moving = _items[last];
        int place = last > 0 ? PlaceFromTop(moving, last) : 0;
        _items.RemoveAt(last);
        if (last == 0)
        {
            return moving.Item;
        }

        // Up the path from its place: each item takes its parent's, and the first one falls out at the top.
        while (true)
        {
            (moving, _items[place]) = (_items[place], moving);
            if (place == 0)
            {
                return moving.Item;
            }

            place = Parent(place);
        }
    }

    private static int Parent(int place) => (place - 1) / 2;

    /// <summary>Where an item belongs when the first of <paramref name="count"/> is gone.</summary>
    private int PlaceFromTop((T Item, long Number) moving, int count)
    {
        int place = 0;
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= count)
            {
                return place;
            }

            if (child + 1 < count && LeavesBefore(_items[child + 1], _items[child]))
            {
                child++;
            }

            if (!LeavesBefore(_items[child], moving))
            {
                return place;
            }

            place = child;
        }
    }

    private bool LeavesBefore((T Item, long Number) x, (T Item, long Number) y)
    {
        int order = comparer.Compare(x.Item, y.Item);
        return order != 0 ? order < 0 : x.Number < y.Number;
    }
}
