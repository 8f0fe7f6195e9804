namespace ParallelCore;

/// <summary>The ways to cut a range. <see cref="Auto"/> comes first: it is the default of <see cref="ChunkPolicy"/>.</summary>
internal enum ChunkKind : byte
{
    /// <summary>The loop finds out what an iteration costs and chooses.</summary>
    Auto,

    /// <summary>Chunks of one size.</summary>
    Fixed,

    /// <summary>Chunks that shrink with what remains.</summary>
    Guided,

    /// <summary>One piece a worker.</summary>
    Even,

    /// <summary>Pieces of about the same weight.</summary>
    ByWeight,
}
