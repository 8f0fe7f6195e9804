using System.Runtime.CompilerServices;

namespace ParallelCore.Collections;

/// <content>Sections as lambdas.</content>
public sealed partial class SerialGate
{
    /// <summary>Runs <paramref name="body"/> inside the gate, on the calling thread.</summary>
    /// <param name="body">What to run. Not an async lambda: it would leave the gate at its first await; that is what
    /// <see cref="RunAsync(Func{Task}, CancellationToken, string, int)"/> is for.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread is inside, and the gate is not re-entrant or the section is an asynchronous one.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through.</remarks>
    public void Run(Action body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using GateScope scope = Enter(callerFile, callerLine);
        body();
    }

    /// <summary>Runs <paramref name="body"/> inside the gate, on the calling thread: with a static lambda, nothing is allocated.</summary>
    /// <typeparam name="TState">What the body needs.</typeparam>
    /// <param name="state">Is handed to the body.</param>
    /// <param name="body">What to run; no async lambda.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread is inside, and the gate is not re-entrant or the section is an asynchronous one.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through.</remarks>
    public void Run<TState>(TState state, Action<TState> body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using GateScope scope = Enter(callerFile, callerLine);
        body(state);
    }

    /// <summary>Runs <paramref name="body"/> inside the gate, on the calling thread.</summary>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="body">What to run; no async lambda.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>What <paramref name="body"/> returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread is inside, and the gate is not re-entrant or the section is an asynchronous one.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through.</remarks>
    public TResult Run<TResult>(Func<TResult> body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using GateScope scope = Enter(callerFile, callerLine);
        return body();
    }

    /// <summary>Runs <paramref name="body"/> inside the gate, on the calling thread: with a static lambda, nothing is allocated.</summary>
    /// <typeparam name="TState">What the body needs.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="state">Is handed to the body.</param>
    /// <param name="body">What to run; no async lambda.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>What <paramref name="body"/> returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread is inside, and the gate is not re-entrant or the section is an asynchronous one.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through.</remarks>
    public TResult Run<TState, TResult>(
        TState state, Func<TState, TResult> body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using GateScope scope = Enter(callerFile, callerLine);
        return body(state);
    }
}
