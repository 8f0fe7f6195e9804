namespace ParallelCore.Partitioning;

/// <summary>An indexed cut whose ordinals may exceed <see cref="long"/>; a struct, so that the JIT removes the interface.</summary>
internal interface IChunkSource<T>
{
    /// <summary>The chunk with that ordinal, or false behind the last one.</summary>
    bool TryGet(ulong ordinal, out T chunk);
}
