namespace ParallelCore.ModelTests.Checking;

/// <summary>Unwinds the bodies that are still suspended when an exploration has failed.</summary>
internal sealed class ModelAbortException() : Exception("The exploration is over.");
