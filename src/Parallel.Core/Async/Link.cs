using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using ParallelCore.Primitives;

namespace ParallelCore.Async;

/// <summary>The bounded queue between two stages: one writer, one reader, who hand over many items at a time.</summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <remarks>
/// A channel would take its lock for every item, on both sides; a link takes it for as many as there are. ROLES: one writer (<see cref="WriteAsync"/>,
/// <see cref="Complete"/>), one reader (<see cref="WaitToReadAsync"/>, <see cref="Read"/>); anybody may <see cref="Leave"/> and <see cref="Nudge"/>.
/// INVARIANTS: (1) never more items than the capacity. (2) Who begins to wait does so under the lock, after a look; who changes what the other waits for wakes
/// it under the same lock's protection, and completes the wait outside of it. (3) The reader gets the writer's error after all items that were written before
/// it; once it has been left, it gets nothing more, and the writer's token is cancelled.
/// </remarks>
[DebuggerDisplay("{_count} of {Capacity}, complete = {_isComplete}, left = {_isLeft}")]
internal sealed class Link<T>(int capacity) : ILink
{
    private const int FirstLength = 16;

    private readonly CancellationTokenSource _left = new();
    private readonly Turn _readable = new();
    private readonly Turn _writable = new();
    private ShortLock _lock;
    private T[] _ring = new T[Math.Min(capacity, FirstLength)];
    private int _head;
    private int _count;
    private long _read;
    private long _written;
    private long _readerWaited;
    private long _writerWaited;
    private long _readerWaitsSince;
    private long _writerWaitsSince;
    private Exception? _error;
    private bool _isComplete;
    private bool _isLeft;
    private bool _isNudged;

    public int Capacity => capacity;

    public int Count => Volatile.Read(ref _count);

    public long ItemsRead => Volatile.Read(ref _read);

    public long ItemsWritten => Volatile.Read(ref _written);

    /// <summary>In ticks of <see cref="Stopwatch"/>, a wait that lasts included.</summary>
    public long ReaderWaited => Waited(ref _readerWaited, ref _readerWaitsSince);

    public long WriterWaited => Waited(ref _writerWaited, ref _writerWaitsSince);

    /// <summary>Cancelled when the reader has left: whatever the writer waits for is in vain.</summary>
    public CancellationToken Left => _left.Token;

    /// <summary>Waits until there is something to read.</summary>
    /// <returns>False at the end. True also, once, after a nudge, when there may be nothing to read.</returns>
    /// <exception cref="OperationCanceledException">The reader has left.</exception>
    public ValueTask<bool> WaitToReadAsync()
    {
        _lock.Enter();
        if (MayRead())
        {
            bool hasItems = EndRead();
            return _error is null || hasItems ? new ValueTask<bool>(hasItems) : ValueTask.FromException<bool>(_error);
        }

        _readerWaitsSince = Stopwatch.GetTimestamp();
        ValueTask wait = _readable.Wait();
        _lock.Exit();
        return AwaitRead(wait);
    }

    /// <summary>Takes what there is.</summary>
    /// <returns>How many; 0 when there are none.</returns>
    public int Read(Span<T> items)
    {
        _lock.Enter();
        int taken = _isLeft ? 0 : Math.Min(items.Length, _count);
        for (int done = 0; done < taken;)
        {
            int length = Math.Min(taken - done, _ring.Length - _head);
            Span<T> part = _ring.AsSpan(_head, length);
            part.CopyTo(items[done..]);
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            {
                part.Clear();
            }

            _head = _head + length == _ring.Length ? 0 : _head + length;
            done += length;
        }

        _count -= taken;
        _read += taken;
        bool wakes = taken > 0 && _count <= capacity / 2 && EndWait(_writable, ref _writerWaited, ref _writerWaitsSince);
        _lock.Exit();
        if (wakes)
        {
            _writable.Set();
        }

        return taken;
    }

    /// <summary>Writes all items, when there is room for each.</summary>
    /// <returns>False when the reader has left; then some may not have been written.</returns>
    public ValueTask<bool> WriteAsync(ReadOnlyMemory<T> items)
    {
        int written = Write(items.Span, out bool isLeft, out ValueTask wait);
        return isLeft ? new ValueTask<bool>(false)
            : written == items.Length ? new ValueTask<bool>(true)
            : AwaitWrite(items[written..], wait);
    }

    /// <summary>Nothing is written any more.</summary>
    /// <param name="error">What the reader gets after the items; null for the end.</param>
    public void Complete(Exception? error)
    {
        _lock.Enter();
        _isComplete = true;
        _error ??= error;
        WakeReader();
    }

    /// <summary>The reader goes, or the run is cancelled: what is in the link is dropped.</summary>
    public void Leave()
    {
        _lock.Enter();
        if (_isLeft)
        {
            _lock.Exit();
            return;
        }

        _isLeft = true;
        _ring = [];
        _count = 0;
        bool wakes = EndWait(_writable, ref _writerWaited, ref _writerWaitsSince);
        WakeReader();
        if (wakes)
        {
            _writable.Set();
        }

        try
        {
            _left.Cancel();
        }
        catch (AggregateException)
        {
            // A callback on a body's token has thrown: that is no failure of an item, and everything has to end all the same.
        }
    }

    /// <summary>Lets the reader look around.</summary>
    public void Nudge()
    {
        _lock.Enter();
        _isNudged = true;
        WakeReader();
    }

    /// <summary>Under the lock, which it leaves.</summary>
    private void WakeReader()
    {
        bool wakes = EndWait(_readable, ref _readerWaited, ref _readerWaitsSince);
        _lock.Exit();
        if (wakes)
        {
            _readable.Set();
        }
    }

    private bool MayRead() => _count > 0 || _isComplete || _isLeft || _isNudged;

    /// <summary>Under the lock, which it leaves.</summary>
    private bool EndRead()
    {
        bool hasItems = _count > 0 || (_isNudged && !_isComplete);
        bool isLeft = _isLeft;
        _isNudged = false;
        _lock.Exit();
        return isLeft ? throw new OperationCanceledException(_left.Token) : hasItems;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitRead(ValueTask wait)
    {
        await wait.ConfigureAwait(false);
        _lock.Enter();
        return EndRead() || (_error is null ? false : throw _error);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitWrite(ReadOnlyMemory<T> items, ValueTask wait)
    {
        while (true)
        {
            await wait.ConfigureAwait(false);
            int written = Write(items.Span, out bool isLeft, out wait);
            items = items[written..];
            if (isLeft || items.IsEmpty)
            {
                return !isLeft;
            }
        }
    }

    /// <summary>As many as there is room for; if not all, <paramref name="wait"/> ends when there is room again.</summary>
    private int Write(ReadOnlySpan<T> items, out bool isLeft, out ValueTask wait)
    {
        wait = default;
        _lock.Enter();
        isLeft = _isLeft;
        int written = isLeft ? 0 : Math.Min(items.Length, capacity - _count);
        try
        {
            Reserve(_count + written);
        }
        catch
        {
            _lock.Exit();
            throw;
        }

        for (int done = 0; done < written;)
        {
            int tail = (int)(((long)_head + _count + done) % _ring.Length);
            int length = Math.Min(written - done, _ring.Length - tail);
            items.Slice(done, length).CopyTo(_ring.AsSpan(tail));
            done += length;
        }

        _count += written;
        _written += written;
        if (!isLeft && written < items.Length)
        {
            _writerWaitsSince = Stopwatch.GetTimestamp();
            wait = _writable.Wait();
        }

        if (written > 0)
        {
            WakeReader();
        }
        else
        {
            _lock.Exit();
        }

        return written;
    }

    /// <summary>Under the lock: the ring grows with what is in it, up to the capacity.</summary>
    private void Reserve(int length)
    {
        if (length <= _ring.Length)
        {
            return;
        }

        var ring = new T[(int)Math.Min(capacity, Math.Max(length, 2L * _ring.Length))];
        for (int i = 0; i < _count; i++)
        {
            ring[i] = _ring[(int)(((long)_head + i) % _ring.Length)];
        }

        _ring = ring;
        _head = 0;
    }

    /// <summary>Under the lock: whether there was somebody, who is to be woken after it.</summary>
    private static bool EndWait(Turn turn, ref long waited, ref long since)
    {
        if (!turn.TryEnd())
        {
            return false;
        }

        waited += Stopwatch.GetTimestamp() - since;
        since = 0;
        return true;
    }

    private static long Waited(ref long waited, ref long since)
    {
        long begin = Volatile.Read(ref since);
        return Volatile.Read(ref waited) + (begin == 0 ? 0 : Stopwatch.GetTimestamp() - begin);
    }

    /// <summary>A wait of one side, again and again the same object. What goes on does so on the pool.</summary>
    private sealed class Turn : IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
        private bool _isWaiting;

        /// <summary>Under the lock.</summary>
        public ValueTask Wait()
        {
            _core.Reset();
            _isWaiting = true;
            return new ValueTask(this, _core.Version);
        }

        /// <summary>Under the lock: whether there is a wait, which the caller then ends.</summary>
        public bool TryEnd()
        {
            bool wasWaiting = _isWaiting;
            _isWaiting = false;
            return wasWaiting;
        }

        public void Set() => _core.SetResult(true);

        void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

        ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

        void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }
}

/// <summary>What a run knows of a link, whatever it holds.</summary>
internal interface ILink
{
    int Capacity { get; }

    int Count { get; }

    long ItemsRead { get; }

    long ItemsWritten { get; }

    long ReaderWaited { get; }

    long WriterWaited { get; }

    void Leave();
}

/// <summary>A link as the source of a loop. Once the loop is stopped, it has left.</summary>
internal sealed class LinkItems<T>(Link<T> link, CancellationToken cancellationToken) : PulledItems<T>
{
    private const int Most = 32;

    private readonly CancellationTokenRegistration _registration = cancellationToken.UnsafeRegister(static link => ((Link<T>)link!).Leave(), link);
    private readonly T[] _items = new T[Math.Min(Most, link.Capacity)];
    private int _next;
    private int _count;

    public override T Current => _items[_next - 1];

    public override ValueTask<bool> MoveNextAsync()
    {
        if (_next < _count || TryRead())
        {
            _next++;
            return new ValueTask<bool>(true);
        }

        return AwaitNext();
    }

    public override async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync().ConfigureAwait(false);
        link.Leave();
    }

    private bool TryRead()
    {
        _next = 0;
        _count = link.Read(_items);
        return _count > 0;
    }

    private async ValueTask<bool> AwaitNext()
    {
        while (await link.WaitToReadAsync().ConfigureAwait(false))
        {
            if (TryRead())
            {
                _next++;
                return true;
            }
        }

        return false;
    }
}
