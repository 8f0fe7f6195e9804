using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>The lines of a text, found in parallel: a line belongs to the part that its first character lies in, wherever the text is cut.</summary>
internal sealed class LinesStage(ReadOnlyMemory<char> text) : Stage<ReadOnlyMemory<char>>
{
    public override bool IsIndexed => false;

    public override Driver Link(Sink<ReadOnlyMemory<char>> next, Execution execution) => new LinesDriver(text, next);
}

/// <summary>Source indices are characters.</summary>
internal sealed class LinesDriver(ReadOnlyMemory<char> text, Sink<ReadOnlyMemory<char>> next) : Driver
{
    public override long Length => text.Length;

    public override void Run(ref Ranges ranges)
    {
        while (ranges.Next())
        {
            Push(ranges.Start, ranges.End, ranges.Frame);
        }
    }

    [SkipLocalsInit]
    private void Push(long start, long end, Frame frame)
    {
        Unsafe.SkipInit(out Block<ReadOnlyMemory<char>> block);
        Span<ReadOnlyMemory<char>> lines = block;
        int count = 0;
        int line = FirstLineFrom((int)start, (int)end);
        while (line < end)
        {
            int length = text.Span[line..].IndexOfAny('\r', '\n');
            if (length < 0)
            {
                length = text.Length - line;
            }

            lines[count++] = text.Slice(line, length);
            line = AfterBreak(line + length);
            if (count == frame.BlockSize)
            {
                next.Push(lines[..count], frame);
                count = 0;
                if (frame.IsStopped)
                {
                    return;
                }
            }
        }

        if (count > 0)
        {
            next.Push(lines[..count], frame);
        }
    }

    /// <summary>The start of the first line that begins in [start, end), or something not below the end when there is none.</summary>
    private int FirstLineFrom(int start, int end)
    {
        if (start == 0)
        {
            return 0;
        }

        ReadOnlySpan<char> characters = text.Span;
        if (characters[start - 1] == '\r' && characters[start] == '\n')
        {
            return start + 1;
        }

        // A line begins here if a break ends right before here.
        int distance = characters[(start - 1)..(end - 1)].IndexOfAny('\r', '\n');
        return distance < 0 ? end : AfterBreak(start - 1 + distance);
    }

    private int AfterBreak(int index)
    {
        ReadOnlySpan<char> characters = text.Span;
        if (index >= characters.Length)
        {
            return characters.Length;
        }

        return characters[index] == '\r' && index + 1 < characters.Length && characters[index + 1] == '\n' ? index + 2 : index + 1;
    }
}
