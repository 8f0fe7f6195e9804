namespace ParallelCore;

/// <summary>Results of bodies that wait, several of which run at once; made by <c>SelectParallelAsync</c>. Enumerate it with <c>await foreach</c>.</summary>
/// <typeparam name="TResult">The results.</typeparam>
/// <remarks>
/// <para>Nothing runs before the enumeration; each enumeration runs everything anew. It ends when it is disposed, which <c>await foreach</c> does however it is
/// left: what runs is cancelled and awaited, and the source is disposed. An exception of the source's disposal passes through; other failures of what was
/// cancelled then are dropped with their results.</para>
/// <para><b>Order:</b> the source's, unless <see cref="Unordered"/>. <b>Memory:</b> at most <see cref="AsyncOptions.Window"/> items have begun whose results
/// nobody has taken; a slow one at the head holds up those behind it. <b>Failures:</b> all results before the failed item are given, then the enumeration
/// throws what its body has thrown.
/// <b>Thread safety:</b> any threads may enumerate at once, each with an enumerator of its own; an enumerator is for one consumer at a time. <b>Blocking:</b>
/// never.</para>
/// </remarks>
public abstract class ParallelAsyncSequence<TResult> : IAsyncEnumerable<TResult>
{
    private protected ParallelAsyncSequence()
    {
    }

    /// <summary>The same results as they come.</summary>
    /// <returns>A sequence; nothing runs before it is enumerated.</returns>
    /// <remarks>A failure is thrown after the results that were there before it.</remarks>
    public abstract ParallelAsyncSequence<TResult> Unordered();

    /// <summary>The outcome of every item, failed ones too, after which it goes on.</summary>
    /// <returns>A sequence that throws only for the source and for cancellation.</returns>
    public abstract IAsyncEnumerable<ItemOutcome<TResult>> Outcomes();

    /// <summary>Begins an enumeration.</summary>
    /// <param name="cancellationToken">Ends it, as does the token of the options.</param>
    /// <returns>An enumerator for one consumer. Its moves throw <see cref="OperationCanceledException"/> once a token was cancelled, and what the first failed
    /// body has thrown; with <see cref="AsyncOptions.ContinueOnError"/>, an <see cref="AggregateException"/> of all failures after the last result.</returns>
    public abstract IAsyncEnumerator<TResult> GetAsyncEnumerator(CancellationToken cancellationToken = default);
}
