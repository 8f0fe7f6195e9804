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
