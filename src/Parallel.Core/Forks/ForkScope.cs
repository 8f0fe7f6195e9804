using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Loops;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>Collects any number of forks, all of which have finished when <see cref="ForkJoin.Scope(Action{ForkScope})"/> returns.</summary>
/// <remarks>
/// <b>Thread safety:</b> <see cref="Spawn(Action)"/> may be called by the scope's body and by everything that it has spawned, at once. Elsewhere it throws.
/// </remarks>
[DebuggerDisplay("{_spawned} spawned, ended = {_hasEnded}")]
public sealed class ForkScope
{
    /// <summary>With so many forks waiting on one worker, a further one runs at once instead of taking memory.</summary>
    private const int MostPending = 4096;

    private readonly FailureList _failures = new();
    private readonly CancellationToken _cancellationToken;
    private readonly Worker _worker;
    private readonly long _task;
    private long _spawned;
    private bool _hasEnded;

    internal ForkScope(Worker worker, CancellationToken cancellationToken)
    {
        _worker = worker;
        _cancellationToken = cancellationToken;
        _task = worker.Task;
    }

    /// <summary>Sets <paramref name="body"/> aside for another worker, or for this one before the scope ends.</summary>
    /// <param name="body">What to run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended, or the calling thread does not run a part of it.</exception>
    /// <remarks><b>Order:</b> none. <b>Complexity:</b> tens of nanoseconds, no allocation once warm. <b>Blocking:</b> usually not; when very many forks wait,
    /// the body runs at once. A loop or fork in whose body this is called ends when what it spawned has, too. An exception of the body is thrown by
    /// <see cref="ForkJoin.Scope(Action{ForkScope})"/>, never from here.</remarks>
    public void Spawn(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Spawn(body, Call);
    }

    /// <summary>Sets a call aside for another worker, or for this one before the scope ends: with a static lambda, nothing is allocated.</summary>
    /// <typeparam name="TState">What the body needs.</typeparam>
    /// <param name="state">Is handed to the body.</param>
    /// <param name="body">What to run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope has ended, or the calling thread does not run a part of it.</exception>
    /// <remarks>As for <see cref="Spawn(Action)"/>.</remarks>
    public void Spawn<TState>(TState state, Action<TState> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Worker worker = WorkerInside();
        long order = Interlocked.Increment(ref _spawned);
        int depth = worker.Stack.Depth;
        if (depth - worker.Stack.Top >= MostPending && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Run(state, body, order);
            return;
        }

        SpawnFork<TState> fork = worker.FrameAt<SpawnFork<TState>>(depth);
        fork.Set(this, state, body, order);
        worker.Push(fork, depth);
        worker.HasSpawned = true;
        if (worker.Scheduler.Gate.NeedsWaking)
        {
            worker.WakeMore(worker);
        }
    }

    /// <summary>Nothing that was spawned begins any more.</summary>
    internal bool IsCancelled => _cancellationToken.IsCancellationRequested;

    internal void Fail(long order, Exception error)
    {
        if (!Failures.IsCancellation(error, _cancellationToken))
        {
            _failures.Add((ulong)order, error);
        }
    }

    /// <summary>Called when all forks have been joined.</summary>
    internal void End()
    {
        _hasEnded = true;
        if (!_failures.IsEmpty)
        {
            throw Failures.Flatten([.. _failures.Take()]);
        }
    }

    /// <summary>Runs what was spawned, unless it is too late for it.</summary>
    internal void Run<TState>(TState state, Action<TState> body, long order)
    {
        try
        {
            if (!IsCancelled)
            {
                body(state);
            }
        }
        catch (Exception e)
        {
            Fail(order, e);
        }
    }

    private static void Call(Action body) => body();

    private Worker WorkerInside()
    {
        if (_hasEnded)
        {
            throw new InvalidOperationException("The scope has ended.");
        }

        Worker? worker = Worker.Current;
        if (worker is null || !worker.IsWithin(_worker, _task))
        {
            throw new InvalidOperationException("The calling thread runs no part of this scope.");
        }

        return worker;
    }
}

/// <summary>A pending call of a scope.</summary>
internal sealed class SpawnFork<TState> : PendingFork
{
    private ForkScope? _scope;
    private TState _state = default!;
    private Action<TState>? _body;
    private long _order;

    public void Set(ForkScope scope, TState state, Action<TState> body, long order)
    {
        _scope = scope;
        _state = state;
        _body = body;
        _order = order;
    }

    public override void Execute(Worker worker)
    {
        ForkScope scope = _scope!;
        TState state = _state;
        Action<TState> body = _body!;
        long order = _order;
        Forget();

        scope.Run(state, body, order);
    }

    public override void Recycle()
    {
        Forget();
        IdlePool<SpawnFork<TState>>.Return(this);
    }

    private void Forget()
    {
        _scope = null;
        _state = default!;
        _body = null;
    }
}
