namespace ParallelCore.Tests.Collections;

/// <summary>A step of a history, with two small numbers to use as keys, values or positions.</summary>
internal sealed record Operation<T>(string Name, Func<T, int, int, object?> Run);
