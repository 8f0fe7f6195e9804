using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Source indices are characters.</summary>
internal sealed class LinesDriver(ReadOnlyMemory<char> text, Sink<ReadOnlyMemory<char>> next) : Driver
{
    public override long Length => text.Length;

    public override void Run(long start, long end, Frame frame)
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

    /// <summary>The start of the first line that begins at an index or after it; at the end or behind it when there is none before the end.</summary>
    private int FirstLineFrom(int index, int end)
    {
        if (index == 0)
        {
            return 0;
        }

        // A line begins here if a break ends right before here.
        int at = index - 1;
        if (text.Span[at] == '\r' && index < text.Length && text.Span[index] == '\n')
        {
            return index + 1;
        }

        int distance = text.Span[at..end].IndexOfAny('\r', '\n');
        return distance < 0 ? end : AfterBreak(at + distance);
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
