namespace ParallelCore.Collections;

/// <summary>That a buffer is complete, and the error that it was completed with, if any.</summary>
internal sealed record BufferEnd(Exception? Error);
