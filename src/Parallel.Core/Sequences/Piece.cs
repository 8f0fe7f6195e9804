namespace ParallelCore.Sequences;

/// <summary>What one worker knows while it reduces a piece.</summary>
internal sealed class Piece<TFold> : Frame<TFold>
{
    /// <summary>The piece's first chunk.</summary>
    public int First;

    /// <summary>The chunk that the next item belongs to, or the place that it is kept at.</summary>
    public int Next;

    /// <summary>How many items of a chunk that has begun are to come.</summary>
    public long Left;
}
