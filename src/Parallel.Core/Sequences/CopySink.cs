namespace ParallelCore.Sequences;

/// <summary>Writes each item to its position.</summary>
internal sealed class CopySink<T> : Sink<T>
{
    /// <summary>Set between linking, which tells the length, and running.</summary>
    public Memory<T> Target { get; set; }

    public override void Push(ReadOnlySpan<T> items, Frame frame) => items.CopyTo(Target.Span[(int)frame.Position..]);
}
