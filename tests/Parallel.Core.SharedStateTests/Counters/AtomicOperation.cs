namespace ParallelCore.Tests.Counters;

/// <summary>One call of a member with up to two arguments, and what it returned.</summary>
public sealed record AtomicOperation<T>(string Name, Func<AtomicForm<T>, T, T, object?> Run);
