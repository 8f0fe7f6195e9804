using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>Changes a value in place.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="value">The value itself, not a copy.</param>
public delegate void RefAction<T>(ref T value);

/// <summary>Changes a value in place, with what the caller hands over.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <typeparam name="TState">What the body needs.</typeparam>
/// <param name="value">The value itself, not a copy.</param>
/// <param name="state">What the caller has handed over.</param>
public delegate void RefAction<T, in TState>(ref T value, TState state);

/// <summary>Changes a value in place and computes a result.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
/// <param name="value">The value itself, not a copy.</param>
/// <returns>The result.</returns>
public delegate TResult RefFunc<T, out TResult>(ref T value);

/// <summary>Changes a value in place and computes a result, with what the caller hands over.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <typeparam name="TState">What the body needs.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
/// <param name="value">The value itself, not a copy.</param>
/// <param name="state">What the caller has handed over.</param>
/// <returns>The result.</returns>
public delegate TResult RefFunc<T, in TState, out TResult>(ref T value, TState state);

/// <summary>Apart from the properties that throw, so that they stay small enough to be inlined.</summary>
internal static class GuardErrors
{
    [DoesNotReturn]
    public static void ThrowNotHeld() =>
        throw new InvalidOperationException("This guard does not hold its lock: it was disposed, or it comes from a try that failed.");
}
