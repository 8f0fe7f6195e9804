using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore.Async;

/// <summary>A loop for what its bodies do.</summary>
internal sealed class BodyLoop<T> : LaneLoop<T>
{
    private readonly TaskCompletionSource<AsyncLoopResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<BodyLoop<T>, Lane<T>> _newLane;

    private BodyLoop(ItemSource<T> source, AsyncDegree degree, AsyncOptions? options, Func<BodyLoop<T>, Lane<T>> newLane)
        : base(source, degree, options) => _newLane = newLane;

    public static Task<AsyncLoopResult> Run(ItemSource<T> source, AsyncDegree degree, Func<T, CancellationToken, ValueTask> body, AsyncOptions? options) =>
        Run(new BodyLoop<T>(source, degree, options, loop => new BodyLane<T>(loop, loop.Options, body)));

    public static Task<AsyncLoopResult> Run<TLocal>(
        ItemSource<T> source,
        AsyncDegree degree,
        Func<CancellationToken, ValueTask<TLocal>> localInit,
        Func<T, TLocal, CancellationToken, ValueTask> body,
        AsyncOptions? options) =>
        Run(new BodyLoop<T>(source, degree, options, loop => new LocalLane<T, TLocal>(loop, loop.Options, localInit, body)));

    protected override Lane<T> NewLane() => _newLane(this);

    protected override void OnEnded(List<Exception> errors, List<ItemFailure> failures, long completed, bool isWhole)
    {
        if (errors.Count > 0)
        {
            _completion.SetException(Failures.Flatten([.. errors]).InnerExceptions);
        }
        else if (!isWhole)
        {
            _completion.SetCanceled(Options.CancellationToken);
        }
        else
        {
            _completion.SetResult(Result(failures, completed));
        }
    }

    private static Task<AsyncLoopResult> Run(BodyLoop<T> loop)
    {
        loop.Start();
        return loop._completion.Task;
    }
}

/// <summary>A lane whose bodies have no result.</summary>
internal abstract class ValueLane<T>(LaneLoop<T> loop, AsyncOptions options) : Lane<T>(loop)
{
    private readonly Func<Func<CancellationToken, ValueTask>, CancellationToken, ValueTask>? _around = options.Around;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _awaiter;
    private Func<CancellationToken, ValueTask>? _call;
    private T _item = default!;

    /// <summary>Calls the body.</summary>
    protected abstract ValueTask Invoke(T item, CancellationToken cancellationToken);

    protected sealed override void Forget()
    {
        _awaiter = default;
        _item = default!;
    }

    protected sealed override bool Begin(T item, CancellationToken cancellationToken)
    {
        ValueTask body = _around is null ? Invoke(item, cancellationToken) : InvokeAround(item, cancellationToken);
        if (body.IsCompleted)
        {
            body.GetAwaiter().GetResult();
            _item = default!;
            return true;
        }

        _awaiter = body.ConfigureAwait(false).GetAwaiter();
        return false;
    }

    protected sealed override void Await(Action continuation) => _awaiter.UnsafeOnCompleted(continuation);

    protected sealed override void End() => _awaiter.GetResult();

    private ValueTask InvokeAround(T item, CancellationToken cancellationToken)
    {
        _item = item;
        return _around!(_call ??= token => Invoke(_item, token), cancellationToken);
    }
}

internal sealed class BodyLane<T>(LaneLoop<T> loop, AsyncOptions options, Func<T, CancellationToken, ValueTask> body) : ValueLane<T>(loop, options)
{
    protected override ValueTask Invoke(T item, CancellationToken cancellationToken) => body(item, cancellationToken);
}

/// <summary>A lane with an object of its own, made for its first item.</summary>
internal sealed class LocalLane<T, TLocal>(
    LaneLoop<T> loop, AsyncOptions options, Func<CancellationToken, ValueTask<TLocal>> init, Func<T, TLocal, CancellationToken, ValueTask> body)
    : ValueLane<T>(loop, options)
{
    private TLocal _local = default!;
    private bool _hasLocal;

    public override ValueTask DisposeLocalAsync()
    {
        if (_hasLocal && _local is IAsyncDisposable asynchronous)
        {
            return asynchronous.DisposeAsync();
        }

        if (_hasLocal)
        {
            (_local as IDisposable)?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    protected override ValueTask Invoke(T item, CancellationToken cancellationToken) =>
        _hasLocal ? body(item, _local, cancellationToken) : InvokeFirst(item, cancellationToken);

    private async ValueTask InvokeFirst(T item, CancellationToken cancellationToken)
    {
        _local = await init(cancellationToken).ConfigureAwait(false);
        _hasLocal = true;
        await body(item, _local, cancellationToken).ConfigureAwait(false);
    }
}
