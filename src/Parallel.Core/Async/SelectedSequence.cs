namespace ParallelCore.Async;

/// <summary>A call that runs each time it is enumerated.</summary>
internal sealed class SelectedSequence<T, TResult>(SelectCall<T, TResult> call) : ParallelAsyncSequence<TResult>
{
    public override ParallelAsyncSequence<TResult> Unordered() => new SelectedSequence<T, TResult>(call with { IsOrdered = false });

    public override IAsyncEnumerable<ItemOutcome<TResult>> Outcomes() => new OutcomeSequence<T, TResult>(call with { GivesFailures = true });

    public override IAsyncEnumerator<TResult> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new ResultEnumerator<T, TResult>(new SelectLoop<T, TResult>(call, cancellationToken));
}

internal sealed class OutcomeSequence<T, TResult>(SelectCall<T, TResult> call) : IAsyncEnumerable<ItemOutcome<TResult>>
{
    public IAsyncEnumerator<ItemOutcome<TResult>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new SelectLoop<T, TResult>(call, cancellationToken);
}

internal sealed class ResultEnumerator<T, TResult>(SelectLoop<T, TResult> loop) : IAsyncEnumerator<TResult>
{
    public TResult Current => loop.Current.ValueOrDefault;

    public ValueTask<bool> MoveNextAsync() => loop.MoveNextAsync();

    public ValueTask DisposeAsync() => loop.DisposeAsync();
}
