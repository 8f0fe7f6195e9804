namespace ParallelCore.Sequences;

/// <summary>A frame with what the last sink gathers.</summary>
internal class Frame<TState> : Frame
{
    public TState State = default!;

    public override void End()
    {
        base.End();
        State = default!;
    }
}
