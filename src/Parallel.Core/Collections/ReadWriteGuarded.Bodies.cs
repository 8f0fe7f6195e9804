using System.Runtime.CompilerServices;

namespace ParallelCore.Collections;

/// <content>Sections as lambdas.</content>
public sealed partial class ReadWriteGuarded<T>
{
    /// <summary>Changes the value.</summary>
    /// <param name="body">Is handed the value by reference, while the write lock is held.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through; what it had changed stays changed.</remarks>
    public void Update(RefAction<T> body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using WriteGuard<T> guard = WriteLock(callerFile, callerLine);
        body(ref guard.Value);
    }

    /// <summary>Changes the value: with a static lambda, nothing is allocated.</summary>
    /// <typeparam name="TState">What the body needs.</typeparam>
    /// <param name="state">Is handed to the body.</param>
    /// <param name="body">Is handed the value by reference, while the write lock is held.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through; what it had changed stays changed.</remarks>
    public void Update<TState>(TState state, RefAction<T, TState> body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using WriteGuard<T> guard = WriteLock(callerFile, callerLine);
        body(ref guard.Value, state);
    }

    /// <summary>Changes the value and computes a result.</summary>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="body">Is handed the value by reference, while the write lock is held.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>What <paramref name="body"/> returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through; what it had changed stays changed.</remarks>
    public TResult Update<TResult>(RefFunc<T, TResult> body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using WriteGuard<T> guard = WriteLock(callerFile, callerLine);
        return body(ref guard.Value);
    }

    /// <summary>Changes the value and computes a result: with a static lambda, nothing is allocated.</summary>
    /// <typeparam name="TState">What the body needs.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="state">Is handed to the body.</param>
    /// <param name="body">Is handed the value by reference, while the write lock is held.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>What <paramref name="body"/> returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through; what it had changed stays changed.</remarks>
    public TResult Update<TState, TResult>(
        TState state, RefFunc<T, TState, TResult> body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using WriteGuard<T> guard = WriteLock(callerFile, callerLine);
        return body(ref guard.Value, state);
    }

    /// <summary>Computes a result from the value.</summary>
    /// <typeparam name="TResult">The result. Several bodies may read at once, so change nothing, and return no part of the value that others may change
    /// later.</typeparam>
    /// <param name="body">Is handed the value, or a copy when it is a struct, while the read lock is held.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>What <paramref name="body"/> returned: a snapshot.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through.</remarks>
    public TResult Read<TResult>(Func<T, TResult> body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using ReadGuard<T> guard = ReadLock(callerFile, callerLine);
        return body(guard.Value);
    }

    /// <summary>Computes a result from the value: with a static lambda, nothing is allocated.</summary>
    /// <typeparam name="TState">What the body needs.</typeparam>
    /// <typeparam name="TResult">The result. Several bodies may read at once, so change nothing, and return no part of the value that others may change
    /// later.</typeparam>
    /// <param name="state">Is handed to the body.</param>
    /// <param name="body">Is handed the value, or a copy when it is a struct, while the read lock is held.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>What <paramref name="body"/> returned: a snapshot.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks>What <paramref name="body"/> throws passes through.</remarks>
    public TResult Read<TState, TResult>(
        TState state, Func<T, TState, TResult> body, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        using ReadGuard<T> guard = ReadLock(callerFile, callerLine);
        return body(guard.Value, state);
    }
}
