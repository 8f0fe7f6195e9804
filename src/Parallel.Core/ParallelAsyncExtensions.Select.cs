using ParallelCore.Async;

namespace ParallelCore;

/// <content>Results of bodies that wait.</content>
public static partial class ParallelAsyncExtensions
{
    private static readonly AsyncOptions s_noOptions = new();

    /// <summary>Projects each item by a body that waits, several at once; the results come in the source's order.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="degree">At most how many bodies run at once, at least 1; a number, or an object that may be changed meanwhile.</param>
    /// <param name="body">Is called with each item once, and a token that is cancelled when the enumeration is cancelled or left, when an item before it has
    /// failed, or when the item's time is over.</param>
    /// <param name="options">Cancellation, failures, time-outs, window; null for none.</param>
    /// <returns>The results; nothing runs before they are enumerated. None for an empty source.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/>, <paramref name="degree"/> or <paramref name="body"/> is null.</exception>
    /// <remarks>Order, memory, failures, thread safety: see <see cref="ParallelAsyncSequence{TResult}"/>. <b>Complexity:</b> a few objects per enumeration and per lane; what is delivered at once
    /// allocates nothing per item.</remarks>
    /// <example>
    /// <code>
    /// await foreach (string page in urls.SelectParallelAsync(16, async (url, token) => await client.GetStringAsync(url, token)))
    ///     Console.WriteLine(page.Length);
    /// </code>
    /// </example>
    public static ParallelAsyncSequence<TResult> SelectParallelAsync<T, TResult>(
        this IEnumerable<T> source, AsyncDegree degree, Func<T, CancellationToken, ValueTask<TResult>> body, AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(body);
        return new SelectedSequence<T, TResult>(new(new ItemSource<T>(source), degree, body, options ?? s_noOptions, IsOrdered: true, GivesFailures: false));
    }

    /// <inheritdoc cref="SelectParallelAsync{T, TResult}(IEnumerable{T}, AsyncDegree, Func{T, CancellationToken, ValueTask{TResult}}, AsyncOptions)"/>
    public static ParallelAsyncSequence<TResult> SelectParallelAsync<T, TResult>(
        this IAsyncEnumerable<T> source, AsyncDegree degree, Func<T, CancellationToken, ValueTask<TResult>> body, AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(body);
        return new SelectedSequence<T, TResult>(new(new ItemSource<T>(source), degree, body, options ?? s_noOptions, IsOrdered: true, GivesFailures: false));
    }
}
