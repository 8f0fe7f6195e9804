namespace ParallelCore.Async;

/// <summary>A stage as it was described: begins with each run.</summary>
/// <param name="Name">What it is called in reports and metrics.</param>
/// <param name="Start">Begins the stages before it and then itself; gives what it passes on.</param>
internal sealed record PipelineStage<T>(string Name, Func<PipelineRun, Link<T>> Start)
{
    /// <summary>A source.</summary>
    public static PipelineStage<T> Source(string name, int capacity, Func<Link<T>, Task> pump) =>
        new(name, run => run.Begin(new StageRun(name, 1, null), capacity, pump));

    /// <summary>A stage behind this one.</summary>
    public PipelineStage<TResult> Then<TResult>(string name, AsyncDegree degree, int capacity, Func<Link<T>, Link<TResult>, Task> pump) =>
        new(name, run =>
        {
            Link<T> input = Start(run);
            return run.Begin<TResult>(new StageRun(name, degree.Value, input), capacity, output => pump(input, output));
        });
}

/// <summary>The end of a pipeline: somebody who takes one item after another.</summary>
internal sealed class PipelineEnumerator<T>(PipelineRun run, Link<T> input) : IAsyncEnumerator<T>
{
    private readonly LinkItems<T> _items = new(input, CancellationToken.None);
    private bool _isOver;

    public T Current => _items.Current;

    public ValueTask<bool> MoveNextAsync()
    {
        if (_isOver)
        {
            return new ValueTask<bool>(false);
        }

        ValueTask<bool> move = _items.MoveNextAsync();
        return move.IsCompletedSuccessfully && !run.CancellationToken.IsCancellationRequested ? move : AwaitMove(move);
    }

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        await run.EndAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> AwaitMove(ValueTask<bool> move)
    {
        try
        {
            bool isMoved = await move.ConfigureAwait(false);
            run.CancellationToken.ThrowIfCancellationRequested();
            return isMoved;
        }
        catch (Exception e)
        {
            _isOver = true;
            throw run.Told(e) == e ? e : run.Told(e);
        }
    }
}
