namespace ParallelCore.Tests.Loops;

/// <summary>One of the ways to write a loop, behind a common face: <see cref="Run"/> visits [start, end) for each call of the body.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="IsLong">Whether it takes bounds beyond those of an int.</param>
/// <param name="IsPerIndex">Whether the body is called index by index.</param>
/// <param name="TakesPolicy">Whether the caller says how to cut.</param>
/// <param name="Run">Runs the loop.</param>
internal sealed record LoopForm(string Name, bool IsLong, bool IsPerIndex, bool TakesPolicy, LoopRunner Run);
