using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>What one side of a fork is handed.</summary>
internal readonly record struct ForkState(ForkRun Run, ForkNode Node, Call Call);
