using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>Hands items from producers to consumers: puts wait while it is full, gets wait while it is empty, and joins wait until every item has been dealt
/// with.</summary>
/// <typeparam name="T">What it holds; nulls are allowed.</typeparam>
/// <remarks>
/// <para>Made by <see cref="BlockingBuffer"/>, which decides the order and the capacity.</para>
/// <para><b>Thread safety:</b> all members may be called from any threads at once. Puts and gets are linearizable.</para>
/// <para><b>Nothing is lost:</b> a put that throws, times out, is cancelled or interrupted has not put its item; a get that does has not taken one. What the
/// comparer of a buffer by priority throws comes out of the put or get that compared.</para>
/// <para><b>Blocking:</b> the members without <c>Async</c> and <c>Try</c> block the thread; a <c>Try</c> member blocks for its timeout, or never if it has
/// none. Blocked threads wake without the help of the thread pool, so every thread of it may be blocked here. Code that awaits never continues on the thread
/// that put or took the item.</para>
/// <para><b>Complexity:</b> calls that don't wait allocate nothing in the steady state; one that waits may allocate a few small objects.</para>
/// <para><b>Source:</b> the members are those of Python's <c>queue.Queue</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// BlockingBuffer&lt;int&gt; numbers = BlockingBuffer.Fifo&lt;int&gt;(capacity: 100);
/// var consumer = new Thread(() =&gt;
/// {
///     foreach (int number in numbers.GetAll())
///     {
///         Work(number);
///         numbers.TaskDone();
///     }
/// });
/// consumer.Start();
/// for (int i = 0; i &lt; 1000; i++)
///     numbers.Put(i);
/// numbers.Join();     // every number has been worked on
/// numbers.Complete(); // the consumer's loop ends
/// </code>
/// </example>
[DebuggerDisplay("Count = {Count}, Capacity = {Capacity}, Unfinished = {_unfinished.Count}, Complete = {_end != null}")]
public sealed class BlockingBuffer<T>
{
    // Before a thread sleeps it looks again a few times, and not at once: by then the other side has done several items, which is cheaper for both than to meet
    // at each.
    private const int Pause = 128;
    private static readonly int s_pauses = Environment.ProcessorCount > 1 ? 3 : 0;

    private readonly BufferStore<T> _store;
    private readonly UnfinishedItems _unfinished = new();

    /// <summary>Why no item comes any more; null while items may come.</summary>
    private BufferEnd? _end;

    internal BlockingBuffer(BufferStore<T> store, int capacity)
    {
        _store = store;
        Capacity = capacity;
    }

    /// <summary>How many items it holds at most; <see cref="BlockingBuffer.Unbounded"/> if there is no limit.</summary>
    public int Capacity { get; }

    /// <summary>How many items it holds.</summary>
    /// <remarks>A snapshot that may be out of date when the caller looks at it: don't decide by it whether a put or get will succeed.</remarks>
    public int Count => _store.Count;

    /// <summary>Ends when <see cref="Complete"/> was called and the last item has been taken; with the error that was given, if one was, or cancelled if that
    /// was an <see cref="OperationCanceledException"/>.</summary>
    public Task Completion => _store.Completion;

    /// <summary>Puts an item, when there is space.</summary>
    /// <param name="item">What to put.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; the item was not put.</exception>
    /// <exception cref="InvalidOperationException">The buffer is complete, or became so during the wait; the item was not put. The error that it was completed
    /// with is inside.</exception>
    public void Put(T item, CancellationToken cancellationToken = default) => TryPut(item, Timeout.Infinite, cancellationToken);

    /// <summary>Puts an item, if there is space within a time.</summary>
    /// <param name="item">What to put.</param>
    /// <param name="timeout">How long to wait: zero, the default, not at all; whole milliseconds, at most <see cref="int.MaxValue"/> of them, or
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the time was over; the item was not put.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; the item was not put.</exception>
    /// <exception cref="InvalidOperationException">The buffer is complete, or became so during the wait; the item was not put. False would say that there may be
    /// space later, and a producer that asks again until there is would never end.</exception>
    public bool TryPut(T item, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        TryPut(item, WaitTime.Milliseconds(timeout), cancellationToken);

    /// <summary>Puts an item, when there is space.</summary>
    /// <param name="item">What to put.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Ends when the item has been put.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; the item was not put.</exception>
    /// <exception cref="InvalidOperationException">The buffer is complete, or became so during the wait; the item was not put.</exception>
    public ValueTask PutAsync(T item, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        _unfinished.Begin();
        ValueTask put;
        try
        {
            put = _store.WriteAsync(item, cancellationToken);
        }
        catch (Exception e)
        {
            _unfinished.TryFinish();
            return ValueTask.FromException(Told(e));
        }

        return put.IsCompletedSuccessfully ? put : AwaitPut(put, cancellationToken);
    }

    /// <summary>Takes the next item, when there is one.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The item.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; no item was taken.</exception>
    /// <exception cref="InvalidOperationException">The buffer is complete and empty; the error that it was completed with is inside.</exception>
    public T Get(CancellationToken cancellationToken = default) =>
        Read(out T? item, Timeout.Infinite, cancellationToken) == BufferOutcome.Done ? item! : throw Closed();

    /// <summary>Takes the next item, if there is one within a time.</summary>
    /// <param name="item">The item.</param>
    /// <param name="timeout">How long to wait: zero, the default, not at all; whole milliseconds, at most <see cref="int.MaxValue"/> of them, or
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the time was over, or the buffer is complete and empty; no item was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; no item was taken.</exception>
    public bool TryGet([MaybeNullWhen(false)] out T item, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        Read(out item, WaitTime.Milliseconds(timeout), cancellationToken) == BufferOutcome.Done;

    /// <summary>Takes the next item, when there is one.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The item.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; no item was taken.</exception>
    /// <exception cref="InvalidOperationException">The buffer is complete and empty; the error that it was completed with is inside.</exception>
    public ValueTask<T> GetAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        ValueTask<T> get;
        try
        {
            get = _store.ReadAsync(cancellationToken);
        }
        catch (Exception e)
        {
            return ValueTask.FromException<T>(Told(e));
        }

        return get.IsCompletedSuccessfully ? get : AwaitGet(get, cancellationToken);
    }

    /// <summary>Takes one item after the other, and ends when the buffer is complete and empty.</summary>
    /// <param name="cancellationToken">Ends the wait for the next item.</param>
    /// <returns>The items that this caller gets. Several may share a buffer: each item goes to one of them.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; thrown by the enumeration.</exception>
    /// <exception cref="InvalidOperationException">The buffer was completed with an error, which is inside; thrown by the enumeration after the last
    /// item.</exception>
    public IEnumerable<T> GetAll(CancellationToken cancellationToken = default)
    {
        while (Read(out T? item, Timeout.Infinite, cancellationToken) == BufferOutcome.Done)
        {
            yield return item!;
        }

        ThrowIfFailed();
    }

    /// <summary>Takes one item after the other, and ends when the buffer is complete and empty.</summary>
    /// <param name="cancellationToken">Ends the wait for the next item.</param>
    /// <returns>The items that this caller gets. Several may share a buffer: each item goes to one of them.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; thrown by the enumeration.</exception>
    /// <exception cref="InvalidOperationException">The buffer was completed with an error, which is inside; thrown by the enumeration after the last
    /// item.</exception>
    public async IAsyncEnumerable<T> GetAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (_store.TryRead(out T? item))
            {
                yield return item;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        while (await IsMoreAsync(cancellationToken).ConfigureAwait(false));

        ThrowIfFailed();
    }

    /// <summary>Says that one item that was taken has been dealt with.</summary>
    /// <exception cref="InvalidOperationException">Every item that was put has been marked already.</exception>
    /// <remarks>A call too many is always reported when nobody puts at the same time; the count of a put that is running may hide it. <b>Blocking:</b>
    /// never.</remarks>
    public void TaskDone()
    {
        if (!_unfinished.TryFinish())
        {
            throw new InvalidOperationException("TaskDone was called more often than items were put.");
        }
    }

    /// <summary>Waits until <see cref="TaskDone"/> has been called for every item that was put.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <remarks>Returns at once when nothing was ever put. Completing the buffer doesn't end the wait: items that are left must still be taken and
    /// marked.</remarks>
    public void Join(CancellationToken cancellationToken = default) => TryJoin(Timeout.Infinite, cancellationToken);

    /// <summary>Waits at most so long until <see cref="TaskDone"/> has been called for every item that was put.</summary>
    /// <param name="timeout">How long to wait: whole milliseconds, at most <see cref="int.MaxValue"/> of them, or
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the time was over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public bool TryJoin(TimeSpan timeout, CancellationToken cancellationToken = default) => TryJoin(WaitTime.Milliseconds(timeout), cancellationToken);

    /// <summary>Waits until <see cref="TaskDone"/> has been called for every item that was put.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Ends when nothing is unfinished.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task JoinAsync(CancellationToken cancellationToken = default)
    {
        Task none = _unfinished.WhenNone();
        return none.IsCompleted || !cancellationToken.CanBeCanceled ? none : JoinAsync(none, cancellationToken);
    }

    /// <summary>Says that no item will be put any more. Gets still take what is there; waiting puts and gets wake.</summary>
    /// <param name="error">What went wrong, which later puts and the gets after the last item report; null if nothing did.</param>
    /// <remarks>Later calls change nothing. <b>Blocking:</b> never.</remarks>
    public void Complete(Exception? error = null)
    {
        var end = new BufferEnd(error);
        Close(Interlocked.CompareExchange(ref _end, end, null) ?? end);
    }

    /// <summary>Whoever cancels doesn't run what follows.</summary>
    private static async Task JoinAsync(Task none, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), cancelled).ConfigureAwait(false))
        {
            await Task.WhenAny(none, cancelled.Task).ConfigureAwait(false);
        }

        if (!none.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private bool TryJoin(int milliseconds, CancellationToken cancellationToken)
    {
        Task none = _unfinished.WhenNone();
        if (milliseconds == 0 || none.IsCompleted)
        {
            return none.Wait(milliseconds, cancellationToken);
        }

        using BlockedWait wait = BlockedWait.Begin();
        return none.Wait(milliseconds, cancellationToken);
    }

    private bool TryPut(T item, int milliseconds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _unfinished.Begin();
        BufferOutcome outcome = BufferOutcome.TimedOut;
        try
        {
            outcome = _store.TryWrite(item) ? BufferOutcome.Done : Write(item, milliseconds, cancellationToken);
        }
        finally
        {
            if (outcome != BufferOutcome.Done)
            {
                _unfinished.TryFinish();
            }
        }

        return outcome == BufferOutcome.Done || (outcome == BufferOutcome.Closed ? throw Closed() : RefusePut());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private BufferOutcome Write(T item, int milliseconds, CancellationToken cancellationToken)
    {
        if (milliseconds == 0)
        {
            return BufferOutcome.TimedOut;
        }

        for (int i = 0; i < s_pauses; i++)
        {
            Thread.SpinWait(Pause);
            if (_store.TryWrite(item))
            {
                return BufferOutcome.Done;
            }
        }

        using BlockedWait wait = BlockedWait.Begin();
        return _store.Write(item, milliseconds, cancellationToken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RefusePut()
    {
        if (Volatile.Read(ref _end) is not { } end)
        {
            return false;
        }

        Close(end); // whoever announced the end may not have come so far, and no put may succeed after one was told of it
        throw Closed();
    }

    private async ValueTask AwaitPut(ValueTask put, CancellationToken cancellationToken)
    {
        bool isPut = false;
        try
        {
            await put.ConfigureAwait(false);
            isPut = true;
        }
        catch (Exception e) when (IsEnd(e, cancellationToken))
        {
            throw Closed();
        }
        finally
        {
            if (!isPut)
            {
                _unfinished.TryFinish();
            }
        }
    }

    private async ValueTask<T> AwaitGet(ValueTask<T> get, CancellationToken cancellationToken)
    {
        try
        {
            return await get.ConfigureAwait(false);
        }
        catch (Exception e) when (IsEnd(e, cancellationToken))
        {
            throw Closed();
        }
    }

    /// <summary>A channel says that it is closed; one that was completed with a cancellation throws that, or one like it.</summary>
    private bool IsEnd(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        ChannelClosedException => true,
        OperationCanceledException cancelled => Volatile.Read(ref _end)?.Error is OperationCanceledException
            && !(cancellationToken.IsCancellationRequested && cancelled.CancellationToken == cancellationToken),
        _ => false,
    };

    /// <summary>What a caller is told instead of what only the channel inside knows.</summary>
    private Exception Told(Exception failure) => failure is ChannelClosedException ? Closed() : failure;

    private BufferOutcome Read([MaybeNull] out T item, int milliseconds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_store.TryRead(out item))
        {
            return BufferOutcome.Done;
        }

        if (milliseconds == 0)
        {
            return BufferOutcome.TimedOut;
        }

        for (int i = 0; i < s_pauses; i++)
        {
            Thread.SpinWait(Pause);
            if (_store.TryRead(out item))
            {
                return BufferOutcome.Done;
            }
        }

        using BlockedWait wait = BlockedWait.Begin();
        return _store.Read(out item, milliseconds, cancellationToken);
    }

    private async ValueTask<bool> IsMoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _store.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ReferenceEquals(e, Volatile.Read(ref _end)?.Error))
        {
            return false;
        }
    }

    private void Close(BufferEnd end) => Uninterrupted.Run((Store: _store, end.Error), static closing => closing.Store.Close(closing.Error));

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref _end)?.Error is not null)
        {
            throw Closed();
        }
    }

    private InvalidOperationException Closed() =>
        new("The buffer is complete: nothing can be put, and nothing comes once it is empty.", Volatile.Read(ref _end)?.Error);
}
