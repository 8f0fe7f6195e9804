using System.Diagnostics;
using ParallelCore.Async;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>Stages that run at once, with bounded queues between them: made by <see cref="Pipeline"/>, described by its members, run by its ends.</summary>
/// <typeparam name="T">What the last stage gives.</typeparam>
/// <remarks>
/// <para><b>Order:</b> the source's, through every stage, except where an end or a stage runs several bodies and is told to give results as they come.</para>
/// <para><b>Back-pressure:</b> a stage that finds the queue behind it full waits, and so do those before it, up to the source. Memory is bounded by the
/// capacities, whatever the length: besides what is queued, a stage has at most a few hundred items in hand, and <see cref="Compute"/> as many as it says.</para>
/// <para><b>Failures:</b> a stage that fails passes on what came before the failed item and then the failure; the stages before it stop at once. So the end
/// gets everything before the first failure, in order, and throws that one. <b>Cancellation</b> drops what is queued, cancels the bodies that run, and awaits
/// them. However a run ends, all its stages have ended by then, and the source was disposed.</para>
/// <para><b>Threads:</b> stages run on the thread pool and hold no thread while they wait; <see cref="Compute"/> runs on the workers.</para>
/// <para><b>Thread safety:</b> immutable but for <see cref="Stages"/> and <see cref="Explain"/>, which tell of the run that was begun last. Any threads may run
/// it at once, if its source allows that.</para>
/// </remarks>
public sealed partial class Pipeline<T>
{
    private readonly PipelineStage<T> _last;
    private readonly string? _name;
    private PipelineRun? _run;

    internal Pipeline(PipelineStage<T> last, string? name)
    {
        _last = last;
        _name = name;
    }

    /// <summary>What the stages of the last run, begun by an end of this object, have done so far; empty before there was one.</summary>
    public IReadOnlyList<PipelineStageReport> Stages
    {
        get
        {
            if (Volatile.Read(ref _run) is not { } run)
            {
                return [];
            }

            long duration = run.Duration;
            return [.. run.Stages().Select(stage => stage.Report(duration))];
        }
    }

    /// <summary>Projects each item, in order, one at a time: for what costs little.</summary>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="selector">Is called with each item.</param>
    /// <param name="capacity">How many results may wait for the next stage, at least 1.</param>
    /// <returns>A pipeline with one stage more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public Pipeline<TResult> Select<TResult>(Func<T, TResult> selector, int capacity = Pipeline.DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Then<TResult>("Select", 1, capacity, (input, output) => Pumps.Select(input, output, selector));
    }

    /// <summary>Projects each item by a body that waits, several at once.</summary>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="degree">At most how many bodies run at once, at least 1; a number, or an object that may be changed meanwhile.</param>
    /// <param name="body">Is called with each item once, and a token that is cancelled when its result is no longer wanted, or its time is over.</param>
    /// <param name="capacity">How many results may wait for the next stage, at least 1.</param>
    /// <param name="isOrdered">Whether results are passed on in order, or as they come.</param>
    /// <param name="options">Failures, time-outs, window, task scheduler; null for none.</param>
    /// <returns>A pipeline with one stage more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="degree"/> or <paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public Pipeline<TResult> SelectAwait<TResult>(
        AsyncDegree degree,
        Func<T, CancellationToken, ValueTask<TResult>> body,
        int capacity = Pipeline.DefaultCapacity,
        bool isOrdered = true,
        AsyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(degree);
        ArgumentNullException.ThrowIfNull(body);
        AsyncOptions own = options ?? new AsyncOptions();
        return Then<TResult>(own.Name ?? "SelectAwait", degree, capacity, (input, output) =>
        {
            var call = new SelectCall<T, TResult>(
                new ItemSource<T>(token => new LinkItems<T>(input, token)), degree, body, own, isOrdered, GivesFailures: false);
            return Pumps.FromAwaited(new ResultEnumerator<T, TResult>(new SelectLoop<T, TResult>(call, output.Left)), output);
        });
    }

    /// <summary>Projects each item on the work-stealing workers, several at once, and passes the results on in order: for what computes.</summary>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="selector">Is called with each item, on a worker; loops and forks in it use the same workers.</param>
    /// <param name="capacity">How many results may wait for the next stage, at least 1.</param>
    /// <param name="scheduler">The workers; null for those that all share.</param>
    /// <returns>A pipeline with one stage more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    /// <remarks>No thread of the pool is blocked meanwhile. Workers take several items at a time where these are cheap, and go ahead of the next stage: besides
    /// the results that wait, up to twice <paramref name="capacity"/> items are in hand, or four for each worker where that is more, and those that wait for room.
    /// The stage needs a worker to end as well: what holds all workers must not wait for the run. On workers that are disposed the run fails with a
    /// <see cref="TaskSchedulerException"/>.</remarks>
    public Pipeline<TResult> Compute<TResult>(Func<T, TResult> selector, int capacity = Pipeline.DefaultCapacity, WorkStealingScheduler? scheduler = null)
    {
        ArgumentNullException.ThrowIfNull(selector);
        WorkStealingScheduler workers = scheduler ?? WorkStealingScheduler.Shared;
        return Then<TResult>("Compute", workers.Workers, capacity, (input, output) =>
            new ComputeStage<T, TResult>(input, selector, workers, capacity).Pump(output));
    }

    /// <summary>Keeps the items that fulfil a condition.</summary>
    /// <param name="predicate">Is called with each item, one at a time.</param>
    /// <param name="capacity">How many items may wait for the next stage, at least 1.</param>
    /// <returns>A pipeline with one stage more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public Pipeline<T> Where(Func<T, bool> predicate, int capacity = Pipeline.DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Then<T>("Where", 1, capacity, (input, output) => Pumps.Where(input, output, predicate));
    }

    /// <summary>Projects each item to several, which follow one another.</summary>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="selector">Is called with each item, one at a time.</param>
    /// <param name="capacity">How many results may wait for the next stage, at least 1.</param>
    /// <returns>A pipeline with one stage more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public Pipeline<TResult> SelectMany<TResult>(Func<T, IEnumerable<TResult>> selector, int capacity = Pipeline.DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Then<TResult>("SelectMany", 1, capacity, (input, output) => Pumps.SelectMany(input, output, selector));
    }

    /// <summary>Projects each item to several that are waited for, and follow one another.</summary>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="selector">Is called with each item, one at a time, and a token that is cancelled when the results are no longer wanted.</param>
    /// <param name="capacity">How many results may wait for the next stage, at least 1.</param>
    /// <returns>A pipeline with one stage more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public Pipeline<TResult> SelectMany<TResult>(Func<T, CancellationToken, IAsyncEnumerable<TResult>> selector, int capacity = Pipeline.DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Then<TResult>("SelectMany", 1, capacity, (input, output) => Pumps.SelectManyAwaited(input, output, selector));
    }

    /// <summary>
    /// The stages of the last run, begun by an end of this object, as a text for people: which one is the bottleneck, and what each has done.
    /// </summary>
    /// <returns>Some lines.</returns>
    public string Explain() => PipelineStageReport.Explain(_name, Stages, Stopwatch.GetElapsedTime(0, Volatile.Read(ref _run)?.Duration ?? 0));

    internal Pipeline<TResult> Then<TResult>(string name, AsyncDegree degree, int capacity, Func<Link<T>, Link<TResult>, Task> pump)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new Pipeline<TResult>(_last.Then(name, degree, capacity, pump), _name);
    }
}
