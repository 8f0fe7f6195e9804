using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ParallelCore.Collections;

/// <summary>Items that don't leave in the order of their coming, with or without a capacity.</summary>
/// <remarks>Not two channels, one for the items and one for the space: between a step on the one and a step on the other, a third thread would
/// see a buffer that is empty and full at once.</remarks>
internal sealed class OrderedStore<T> : BufferStore<T>
{
    private readonly object _lock = new();
    private readonly IOrderedItems<T> _items;
    private readonly int _capacity;
    private readonly StoreSide _readers;
    private readonly StoreSide _writers;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;
    private Exception? _error;

    public OrderedStore(IOrderedItems<T> items, int capacity)
    {
        _items = items;
        _capacity = capacity;
        _readers = new StoreSide(_lock);
        _writers = new StoreSide(_lock);
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

    public override bool TryWrite(T item) => TryWrite(item, waiters: null) == BufferOutcome.Done;

    public override bool TryRead([MaybeNullWhen(false)] out T item) => TryRead(out item, waiters: null) == BufferOutcome.Done;

    public override BufferOutcome Write(T item, int milliseconds, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                BufferOutcome outcome = TryWrite(item, _writers.Threads);
                if (outcome != BufferOutcome.TimedOut || !_writers.Threads.Wait(start, milliseconds, cancellationToken))
                {
                    return outcome;
                }
            }
        }
        catch
        {
            _writers.PassOn();
            throw;
        }
    }

    public override BufferOutcome Read([MaybeNull] out T item, int milliseconds, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                BufferOutcome outcome = TryRead(out item, _readers.Threads);
                if (outcome != BufferOutcome.TimedOut || !_readers.Threads.Wait(start, milliseconds, cancellationToken))
                {
                    return outcome;
                }
            }
        }
        catch
        {
            _readers.PassOn();
            throw;
        }
    }

    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken) =>
        TryWrite(item) ? ValueTask.CompletedTask : WaitAndWriteAsync(item, cancellationToken);

    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken) =>
        TryRead(out T? item) ? new ValueTask<T>(item) : WaitAndReadAsync(cancellationToken);

    public override async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_items.Count > 0)
                {
                    _readers.WakeOne(); // the wake-up that ended this wait was for a reader, and this call takes no item
                    return true;
                }

                if (_isClosed)
                {
                    return false;
                }

                _readers.Tasks.Enter();
            }

            await _readers.Tasks.WaitAsync(cancellationToken).ConfigureAwait(false);
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
        BufferOutcome outcome;
        try
        {
            while ((outcome = TryWrite(item, _writers.Tasks)) == BufferOutcome.TimedOut)
            {
                await _writers.Tasks.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            _writers.PassOn();
            throw;
        }

        if (outcome == BufferOutcome.Closed)
        {
            throw new ChannelClosedException(_error);
        }
    }

    private async ValueTask<T> WaitAndReadAsync(CancellationToken cancellationToken)
    {
        T? item;
        BufferOutcome outcome;
        try
        {
            while ((outcome = TryRead(out item, _readers.Tasks)) == BufferOutcome.TimedOut)
            {
                await _readers.Tasks.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            _readers.PassOn();
            throw;
        }

        return outcome == BufferOutcome.Done ? item! : throw new ChannelClosedException(_error);
    }

    /// <summary>Times out at once when there is no space; has then entered the waiters, if there are any to enter.</summary>
    private BufferOutcome TryWrite(T item, StoreWaiters? waiters)
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
                _readers.WakeOne();
                return BufferOutcome.Done;
            }

            waiters?.Enter();
            return BufferOutcome.TimedOut;
        }
    }

    /// <summary>Times out at once when there is no item; has then entered the waiters, if there are any to enter.</summary>
    private BufferOutcome TryRead([MaybeNull] out T item, StoreWaiters? waiters)
    {
        lock (_lock)
        {
            if (_items.Count > 0)
            {
                item = _items.Pop();
                _writers.WakeOne();
                EndIfDrained();
                return BufferOutcome.Done;
            }

            item = default;
            if (_isClosed)
            {
                return BufferOutcome.Closed;
            }

            waiters?.Enter();
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
