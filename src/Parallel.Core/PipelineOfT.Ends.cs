using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ParallelCore.Async;

namespace ParallelCore;

/// <content>What runs a pipeline.</content>
public sealed partial class Pipeline<T>
{
    /// <summary>Runs the pipeline, and <paramref name="body"/> for each item, in order, one at a time.</summary>
    /// <param name="body">Is called with each item, and a token that is cancelled when the run is.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>Ends when all stages have. What was done.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled (of the task).</exception>
    /// <remarks>The task fails with what the first failed stage or body has thrown.</remarks>
    public Task<AsyncLoopResult> ForEach(Func<T, CancellationToken, ValueTask> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync("ForEach", 1, cancellationToken, async input =>
        {
            long startedAt = Stopwatch.GetTimestamp();
            long done = await Pumps.ForEach(input, body).ConfigureAwait(false);
            return new AsyncLoopResult(_name, done, [], 1, Stopwatch.GetElapsedTime(startedAt));
        });
    }

    /// <summary>Runs the pipeline, and <paramref name="body"/> for each item, several at once.</summary>
    /// <param name="degree">At most how many bodies run at once, at least 1; a number, or an object that may be changed meanwhile.</param>
    /// <param name="body">Is called with each item, and a token that is cancelled when the run is, when an item before it has failed, or when the item's time
    /// is over.</param>
    /// <param name="options">Cancellation, failures, time-outs, progress; null for none.</param>
    /// <returns>Ends when all stages have. What was done.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="degree"/> or <paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled (of the task).</exception>
    /// <remarks>Failures: as <see cref="ParallelRange.RunAsync(int, int, AsyncDegree, Func{int, CancellationToken, ValueTask}, AsyncOptions)"/>; one of a stage
    /// counts as one of the item that it should have passed on. The task carries all failures, the first by order first.</remarks>
    public Task<AsyncLoopResult> ForEach(AsyncDegree degree, Func<T, CancellationToken, ValueTask> body, AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync("ForEach", degree.Value, options?.CancellationToken ?? default, input =>
            BodyLoop<T>.Run(new ItemSource<T>(token => new LinkItems<T>(input, token)), degree, body, options));
    }

    /// <summary>What the pipeline gives, for an <c>await foreach</c>.</summary>
    /// <param name="cancellationToken">Stops the run, as does that of <c>WithCancellation</c>.</param>
    /// <returns>A sequence, each enumeration of which is a run: it begins with the first move, and ends with its disposal, which stops what runs and awaits
    /// it.</returns>
    public async IAsyncEnumerable<T> AsAsyncEnumerable([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var run = new PipelineRun(_name, cancellationToken);
        Volatile.Write(ref _run, run);
        await using var items = new PipelineEnumerator<T>(run, Begin(run, "AsAsyncEnumerable", 1));
        while (await items.MoveNextAsync().ConfigureAwait(false))
        {
            yield return items.Current;
        }
    }

    /// <summary>Runs the pipeline into a channel.</summary>
    /// <param name="capacity">How many items may wait in the channel, at least 1.</param>
    /// <param name="cancellationToken">Stops the run. A reader that goes away before the end has to cancel it: otherwise the run waits for room.</param>
    /// <returns>What reads the channel. It is completed when all stages have ended, with the failure if there was one; so is its
    /// <see cref="ChannelReader{T}.Completion"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public ChannelReader<T> ToChannel(int capacity = Pipeline.DefaultCapacity, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleWriter = true });
        _ = FillAsync(channel.Writer, cancellationToken);
        return channel.Reader;
    }

    private async Task FillAsync(ChannelWriter<T> writer, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync("ToChannel", 1, cancellationToken, async input =>
            {
                await Pumps.ForEach(input, writer.WriteAsync).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            writer.TryComplete();
        }
        catch (Exception e)
        {
            writer.TryComplete(e);
        }
    }

    private Link<T> Begin(PipelineRun run, string name, int degree)
    {
        Link<T> input = _last.Start(run);
        run.BeginSink(new StageRun(name, degree, input));
        return input;
    }

    private Task<TResult> RunAsync<TResult>(string name, int degree, CancellationToken cancellationToken, Func<Link<T>, Task<TResult>> sink) =>
        SinkAsync(name, degree, cancellationToken, sink).Unwrap();

    /// <summary>The task of the sink, once all stages have ended: it has all failures, of which an <c>await</c> would take one.</summary>
    private async Task<Task<TResult>> SinkAsync<TResult>(string name, int degree, CancellationToken cancellationToken, Func<Link<T>, Task<TResult>> sink)
    {
        var run = new PipelineRun(_name, cancellationToken);
        Volatile.Write(ref _run, run);
        Task<TResult> end;
        try
        {
            Link<T> input = Begin(run, name, degree);
            end = Task.Run(() => sink(input), CancellationToken.None);
        }
        catch (Exception e)
        {
            end = Task.FromException<TResult>(e);
        }

        await ((Task)end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await run.EndAsync().ConfigureAwait(false);
        bool isCancelled = cancellationToken.IsCancellationRequested && (end.IsCanceled || end.Exception?.InnerException is OperationCanceledException);
        return isCancelled ? Task.FromCanceled<TResult>(cancellationToken) : end;
    }
}
