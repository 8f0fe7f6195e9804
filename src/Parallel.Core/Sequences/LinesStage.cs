namespace ParallelCore.Sequences;

/// <summary>The lines of a text, found in parallel: a line belongs to the part that its first character lies in, wherever the text is cut.</summary>
internal sealed class LinesStage(ReadOnlyMemory<char> text) : Stage<ReadOnlyMemory<char>>
{
    public override bool IsIndexed => false;

    public override Driver Link(Sink<ReadOnlyMemory<char>> next, Execution execution) => new LinesDriver(text, next);
}
