using ParallelCore.Async;

namespace ParallelCore;

/// <content>Loops whose bodies wait.</content>
public static partial class ParallelRange
{
    /// <summary>Runs <paramref name="body"/> for each index in [<paramref name="from"/>, <paramref name="to"/>), several at once, and waits without a
    /// thread.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="degree">At most how many bodies run at once, at least 1; a number, or an object that may be changed meanwhile.</param>
    /// <param name="body">Is called with each index once, and a token that is cancelled when the loop is, when a lower index has failed, or when the item's
    /// time is over.</param>
    /// <param name="options">Cancellation, failures, time-outs, progress, name; null for none.</param>
    /// <returns>Ends when every body has ended. What was done; of an empty range, nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="degree"/> or <paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range has more than <see cref="long.MaxValue"/> / 2 indices.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled before all had run (of the task).</exception>
    /// <remarks>
    /// <para><b>Failures:</b> (of the task) the one of the lowest index comes first and is what <c>await</c> throws; <see cref="Task.Exception"/> has all that
    /// there were, flat. A failure cancels the bodies of higher indices only: all below it run to their end. An <see cref="OperationCanceledException"/> of a
    /// body that nobody has cancelled is a failure, too. Failures win over cancellation.</para>
    /// <para><b>Thread safety:</b> any threads at once. <b>Order:</b> indices begin in about ascending order. Bodies run on the thread pool, without a
    /// synchronization context, in the caller's execution context. <b>Complexity:</b> an object or two per loop and per lane, of which there are no more than
    /// bodies at once; nothing per item. <b>Blocking:</b> never.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// await ParallelRange.RunAsync(0, urls.Length, degree: 16, async (i, token) => pages[i] = await client.GetStringAsync(urls[i], token));
    /// </code>
    /// </example>
    public static Task<AsyncLoopResult> RunAsync(
        int from, int to, AsyncDegree degree, Func<int, CancellationToken, ValueTask> body, AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(body);
        return BodyLoop<int>.Run(Indices(from, to), degree, body, options);
    }

    /// <inheritdoc cref="RunAsync(int, int, AsyncDegree, Func{int, CancellationToken, ValueTask}, AsyncOptions)"/>
    public static Task<AsyncLoopResult> RunAsync(
        long from, long to, AsyncDegree degree, Func<long, CancellationToken, ValueTask> body, AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(body);
        return BodyLoop<long>.Run(Indices(from, to), degree, body, options);
    }

    /// <summary>Runs <paramref name="body"/> for each index in [<paramref name="from"/>, <paramref name="to"/>), several at once, each with an object that no
    /// other body uses meanwhile.</summary>
    /// <typeparam name="TLocal">A connection, a client, a buffer.</typeparam>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty, and nothing is called.</param>
    /// <param name="degree">At most how many bodies run at once, at least 1.</param>
    /// <param name="localInit">Makes a local: at most one for each of the bodies that run at once, when the first item needs it. What it throws is that item's
    /// failure.</param>
    /// <param name="body">Is called with each index once, the local, and a token.</param>
    /// <param name="options">Cancellation, failures, time-outs, progress, name; null for none.</param>
    /// <returns>Ends when every body has ended and every local has been disposed, by <see cref="IAsyncDisposable"/> or else
    /// <see cref="IDisposable"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="degree"/>, <paramref name="localInit"/> or <paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range has more than <see cref="long.MaxValue"/> / 2 indices.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled before all had run (of the task).</exception>
    /// <remarks>As <see cref="RunAsync(int, int, AsyncDegree, Func{int, CancellationToken, ValueTask}, AsyncOptions)"/>. What disposing throws comes after what
    /// bodies have thrown.</remarks>
    /// <example>
    /// <code>
    /// await ParallelRange.RunAsync(0, rows.Length, 8, OpenConnectionAsync, async (i, connection, token) => await connection.InsertAsync(rows[i], token));
    /// </code>
    /// </example>
    public static Task<AsyncLoopResult> RunAsync<TLocal>(
        int from,
        int to,
        AsyncDegree degree,
        Func<CancellationToken, ValueTask<TLocal>> localInit,
        Func<int, TLocal, CancellationToken, ValueTask> body,
        AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        return BodyLoop<int>.Run(Indices(from, to), degree, localInit, body, options);
    }

    /// <inheritdoc cref="RunAsync{TLocal}(int, int, AsyncDegree, Func{CancellationToken, ValueTask{TLocal}}, Func{int, TLocal, CancellationToken, ValueTask}, AsyncOptions)"/>
    public static Task<AsyncLoopResult> RunAsync<TLocal>(
        long from,
        long to,
        AsyncDegree degree,
        Func<CancellationToken, ValueTask<TLocal>> localInit,
        Func<long, TLocal, CancellationToken, ValueTask> body,
        AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        return BodyLoop<long>.Run(Indices(from, to), degree, localInit, body, options);
    }

    private static ItemSource<int> Indices(int from, int to) => new(new RangeItems<int>(from, Math.Max(0, (long)to - from)));

    private static ItemSource<long> Indices(long from, long to)
    {
        if (to <= from)
        {
            return new(new RangeItems<long>(from, 0));
        }

        long length = to - from;
        if (length is < 0 or > long.MaxValue / 2)
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, "The range has too many indices.");
        }

        return new(new RangeItems<long>(from, length));
    }
}
