namespace ParallelCore.ModelTests.Checking;

/// <summary>A store that its thread has issued and that memory has not seen.</summary>
internal readonly record struct BufferedStore(ModelVariable Variable, long Value, VectorClock Released);
