namespace ParallelCore.Partitioning;

/// <summary>How a <see cref="LongRangeChunks"/> finds its boundaries. <see cref="Fixed"/> comes first, so that the default is an empty list.</summary>
internal enum CutKind : byte
{
    Fixed,
    Even,
    Guided,
    Bounds,
}
