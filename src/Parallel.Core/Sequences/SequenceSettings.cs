namespace ParallelCore.Sequences;

/// <summary>How a sequence runs; the settings of a chain are those of its last step.</summary>
internal sealed record SequenceSettings(ChunkPolicy Chunk, RangeOptions? Options, int Key);
