using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <content>Sections that await.</content>
public sealed partial class SerialGate
{
    /// <summary>Runs <paramref name="body"/> inside the gate, which it holds until its task has ended.</summary>
    /// <param name="body">Is called on the calling thread when the gate is free, or else in the caller's context: its <see cref="SynchronizationContext"/>, or
    /// the thread pool.</param>
    /// <param name="cancellationToken">Ends the wait for the gate; the body has to look at it itself.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>A task that ends as the body's does, after the gate has been left; cancelled, when the token was before the gate was entered: then the body is
    /// not called. It fails with an <see cref="InvalidOperationException"/> when the body returns null instead of a task.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread is inside; asynchronous sections are never re-entrant.</exception>
    public Task RunAsync(
        Func<Task> body, CancellationToken cancellationToken = default, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync(body, static body => body(), cancellationToken, callerFile, callerLine);
    }

    /// <summary>Runs <paramref name="body"/> inside the gate, which it holds until its task has ended.</summary>
    /// <typeparam name="TState">What the body needs.</typeparam>
    /// <param name="state">Is handed to the body.</param>
    /// <param name="body">Is called on the calling thread when the gate is free, or else in the caller's context: its <see cref="SynchronizationContext"/>, or
    /// the thread pool.</param>
    /// <param name="cancellationToken">Ends the wait for the gate; the body has to look at it itself.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>A task that ends as the body's does, after the gate has been left; cancelled, when the token was before the gate was entered: then the body is
    /// not called. It fails with an <see cref="InvalidOperationException"/> when the body returns null instead of a task.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread is inside; asynchronous sections are never re-entrant.</exception>
    public Task RunAsync<TState>(
        TState state,
        Func<TState, Task> body,
        CancellationToken cancellationToken = default,
        [CallerFilePath] string callerFile = "",
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (IsHeldHere)
        {
            ThrowRecursion();
        }

        return HoldAsync(state, body, new LockSite(callerFile, callerLine), cancellationToken);
    }

    /// <summary>Runs <paramref name="body"/> inside the gate, which it holds until its task has ended.</summary>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="body">Is called on the calling thread when the gate is free, or else in the caller's context: its <see cref="SynchronizationContext"/>, or
    /// the thread pool.</param>
    /// <param name="cancellationToken">Ends the wait for the gate; the body has to look at it itself.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>A task that ends as the body's does, after the gate has been left; cancelled, when the token was before the gate was entered: then the body is
    /// not called. It fails with an <see cref="InvalidOperationException"/> when the body returns null instead of a task.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread is inside; asynchronous sections are never re-entrant.</exception>
    public Task<TResult> RunAsync<TResult>(
        Func<Task<TResult>> body, CancellationToken cancellationToken = default, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync(body, static body => body(), cancellationToken, callerFile, callerLine);
    }

    /// <summary>Runs <paramref name="body"/> inside the gate, which it holds until its task has ended.</summary>
    /// <typeparam name="TState">What the body needs.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="state">Is handed to the body.</param>
    /// <param name="body">Is called on the calling thread when the gate is free, or else in the caller's context: its <see cref="SynchronizationContext"/>, or
    /// the thread pool.</param>
    /// <param name="cancellationToken">Ends the wait for the gate; the body has to look at it itself.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>A task that ends as the body's does, after the gate has been left; cancelled, when the token was before the gate was entered: then the body is
    /// not called. It fails with an <see cref="InvalidOperationException"/> when the body returns null instead of a task.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread is inside; asynchronous sections are never re-entrant.</exception>
    public Task<TResult> RunAsync<TState, TResult>(
        TState state,
        Func<TState, Task<TResult>> body,
        CancellationToken cancellationToken = default,
        [CallerFilePath] string callerFile = "",
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (IsHeldHere)
        {
            ThrowRecursion();
        }

        return HoldAsync(state, body, new LockSite(callerFile, callerLine), cancellationToken);
    }

    private async Task HoldAsync<TState>(TState state, Func<TState, Task> body, LockSite site, CancellationToken cancellationToken)
    {
        Task running = await EnterAndStartAsync(state, body, site, cancellationToken).ConfigureAwait(false);
        try
        {
            await running.ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    private async Task<TResult> HoldAsync<TState, TResult>(TState state, Func<TState, Task<TResult>> body, LockSite site, CancellationToken cancellationToken)
    {
        Task<TResult> running = await EnterAndStartAsync(state, body, site, cancellationToken).ConfigureAwait(false);
        try
        {
            return await running.ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Takes the gate in the caller's context only, and starts the body in the same breath: a gate that is held by something on its way to a context
    /// would never open if the context's thread were waiting for it.</summary>
    private async ValueTask<TTask> EnterAndStartAsync<TState, TTask>(TState state, Func<TState, TTask> body, LockSite site, CancellationToken cancellationToken)
        where TTask : Task
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_firstSection.CurrentCount == 0 || !TryHold(0))
        {
            long start = Stopwatch.GetTimestamp();
            await _firstSection.WaitAsync(cancellationToken);
            try
            {
                using var waiter = new WaitLine.TaskWaiter(_waiters);
                while (!TryTake(waiter))
                {
                    await waiter.SleepAsync(cancellationToken);
                }
            }
            finally
            {
                Uninterrupted.Run(_firstSection, static first => first.Release());
            }

            CountWait(start);
        }

        try
        {
            return Start(state, body, site);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Until the body's first await that waits, this thread is the one inside; the gate stays taken when it no longer is.</summary>
    private TTask Start<TState, TTask>(TState state, Func<TState, TTask> body, LockSite site)
        where TTask : Task
    {
        bool isTracked = LockOrder.Prepare();
        _holder = Environment.CurrentManagedThreadId;
        if (isTracked)
        {
            LockOrder.Taken(_node, site.File, site.Line);
        }

        try
        {
            return body(state) ?? throw new InvalidOperationException("The body returned null where a task was due.");
        }
        finally
        {
            if (isTracked)
            {
                LockOrder.Released(_node);
            }

            _holder = 0;
        }
    }
}
