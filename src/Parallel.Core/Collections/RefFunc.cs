namespace ParallelCore.Collections;

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
