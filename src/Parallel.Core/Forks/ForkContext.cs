using System.Runtime.CompilerServices;
using ParallelCore.Forks;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>The worker that runs a fork body, for forking further without looking it up.</summary>
/// <remarks><b>Thread safety:</b> belongs to the call that received it; being a ref struct, it can't leave it.</remarks>
public readonly ref struct ForkContext
{
    private readonly Worker _worker;

    internal ForkContext(Worker worker) => _worker = worker;

    /// <summary>Computes both sides, in parallel if another worker is free, and returns when both have finished.</summary>
    /// <typeparam name="TState">What one call works on.</typeparam>
    /// <typeparam name="TResult">What one call returns.</typeparam>
    /// <typeparam name="TBody">The recursive computation.</typeparam>
    /// <param name="left">The left side's state; it runs on this thread.</param>
    /// <param name="right">The right side's state.</param>
    /// <param name="body">The computation, usually <c>this</c>.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="AggregateException">One or both sides failed: flat, the left side's exceptions first. Both sides always run.</exception>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep for the thread's stack; nothing of this fork has run.</exception>
    /// <exception cref="InvalidOperationException">The context is a default one.</exception>
    /// <remarks><b>Order:</b> left before right on one worker. <b>Complexity:</b> a few nanoseconds over two plain calls, no allocation once warm.
    /// <b>Blocking:</b> while the right side runs elsewhere, this thread helps with it, and only with it, then sleeps.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TResult Left, TResult Right) Invoke<TState, TResult, TBody>(TState left, TState right, TBody body)
        where TBody : struct, IForkBody<TState, TResult>
    {
        Worker worker = _worker;
        if (worker is null)
        {
            ThrowNoWorker();
        }

        return ForkCore.Invoke<TState, TResult, TBody, TState, TResult, TBody>(worker!, left, body, right, body);
    }

    private static void ThrowNoWorker() =>
        throw new InvalidOperationException("A default ForkContext has no worker; use the one that the body is handed.");
}

/// <summary>A recursive computation that is handed the worker it runs on, so that no fork has to look it up.</summary>
/// <typeparam name="TState">What one call works on.</typeparam>
/// <typeparam name="TResult">What one call returns.</typeparam>
/// <remarks><b>Thread safety:</b> calls run at once on copies of the struct.</remarks>
public interface IForkBody<TState, TResult>
{
    /// <summary>Computes the result for <paramref name="state"/>, forking through <paramref name="context"/>.</summary>
    /// <param name="context">The worker that runs this call.</param>
    /// <param name="state">What to work on.</param>
    /// <returns>The result.</returns>
    TResult Invoke(ForkContext context, TState state);
}
