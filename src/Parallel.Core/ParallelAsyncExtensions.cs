using ParallelCore.Async;

namespace ParallelCore;

/// <summary>Loops whose bodies wait, over what can be enumerated.</summary>
/// <remarks>
/// <para>A source with an indexer (an array, a list) is read in place, by several lanes at once; any other is asked for one item at a time, by one lane at a
/// time, and only when a body is free to take it, and disposed at the end, whatever the loop's end is. A source that waits for its next item and doesn't look
/// at its token keeps the loop from ending.</para>
/// <para><b>Thread safety:</b> all members may be called from any threads at once.</para>
/// </remarks>
public static partial class ParallelAsyncExtensions
{
    /// <summary>Runs <paramref name="body"/> for each item, several at once, and waits without a thread.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="degree">At most how many bodies run at once, at least 1; a number, or an object that may be changed meanwhile.</param>
    /// <param name="body">Is called with each item once, and a token that is cancelled when the loop is, when an item before it has failed, or when the item's
    /// time is over.</param>
    /// <param name="options">Cancellation, failures, time-outs, progress, name; null for none.</param>
    /// <returns>Ends when every body has ended. What was done; of an empty source, nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/>, <paramref name="degree"/> or <paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled before all had run (of the task).</exception>
    /// <remarks>Failures, order, complexity, blocking: as
    /// <see cref="ParallelRange.RunAsync(int, int, AsyncDegree, Func{int, CancellationToken, ValueTask}, AsyncOptions)"/>. A failure of the source counts as
    /// one of the item that it should have given.</remarks>
    /// <example>
    /// <code>
    /// await urls.ForEachParallelAsync(16, async (url, token) => await SaveAsync(url, await client.GetByteArrayAsync(url, token), token));
    /// </code>
    /// </example>
    public static Task<AsyncLoopResult> ForEachParallelAsync<T>(
        this IEnumerable<T> source, AsyncDegree degree, Func<T, CancellationToken, ValueTask> body, AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(body);
        return BodyLoop<T>.Run(new ItemSource<T>(source), degree, body, options);
    }

    /// <inheritdoc cref="ForEachParallelAsync{T}(IEnumerable{T}, AsyncDegree, Func{T, CancellationToken, ValueTask}, AsyncOptions)"/>
    public static Task<AsyncLoopResult> ForEachParallelAsync<T>(
        this IAsyncEnumerable<T> source, AsyncDegree degree, Func<T, CancellationToken, ValueTask> body, AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(body);
        return BodyLoop<T>.Run(new ItemSource<T>(source), degree, body, options);
    }

    /// <summary>Runs <paramref name="body"/> for each item, several at once, each with an object that no other body uses meanwhile.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TLocal">A connection, a client, a buffer.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="degree">At most how many bodies run at once, at least 1.</param>
    /// <param name="localInit">Makes a local: at most one for each of the bodies that run at once, when the first item needs it. What it throws is that item's
    /// failure.</param>
    /// <param name="body">Is called with each item once, the local, and a token.</param>
    /// <param name="options">Cancellation, failures, time-outs, progress, name; null for none.</param>
    /// <returns>Ends when every body has ended and every local has been disposed, by <see cref="IAsyncDisposable"/> or else <see cref="IDisposable"/>; of an
    /// empty source, none was made.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/>, <paramref name="degree"/>, <paramref name="localInit"/> or <paramref name="body"/> is
    /// null.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled before all had run (of the task).</exception>
    /// <remarks>As <see cref="ForEachParallelAsync{T}(IEnumerable{T}, AsyncDegree, Func{T, CancellationToken, ValueTask}, AsyncOptions)"/>.</remarks>
    public static Task<AsyncLoopResult> ForEachParallelAsync<T, TLocal>(
        this IEnumerable<T> source,
        AsyncDegree degree,
        Func<CancellationToken, ValueTask<TLocal>> localInit,
        Func<T, TLocal, CancellationToken, ValueTask> body,
        AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        return BodyLoop<T>.Run(new ItemSource<T>(source), degree, localInit, body, options);
    }

    /// <inheritdoc cref="ForEachParallelAsync{T, TLocal}(IEnumerable{T}, AsyncDegree, Func{CancellationToken, ValueTask{TLocal}}, Func{T, TLocal, CancellationToken, ValueTask}, AsyncOptions)"/>
    public static Task<AsyncLoopResult> ForEachParallelAsync<T, TLocal>(
        this IAsyncEnumerable<T> source,
        AsyncDegree degree,
        Func<CancellationToken, ValueTask<TLocal>> localInit,
        Func<T, TLocal, CancellationToken, ValueTask> body,
        AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        return BodyLoop<T>.Run(new ItemSource<T>(source), degree, localInit, body, options);
    }
}
