namespace ParallelCore.Sequences;

/// <summary>The frame of a run whose items are wanted here and now, not handed on.</summary>
internal sealed class ReadFrame<T> : Frame
{
    /// <summary>Where the items go.</summary>
    public T[] Items = [];

    public int Count;

    public override void End()
    {
        base.End();
        Items = [];
    }
}
