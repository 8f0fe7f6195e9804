using System.Runtime.CompilerServices;

namespace ParallelCore.Async;

/// <summary>The lines of a stream as views of the buffers that were read.</summary>
/// <remarks>A buffer is not reused: a line may be kept as long as somebody likes, and keeps its buffer alive. A line that doesn't end in its buffer is copied
/// to the begin of the next one, which is larger where the line fills it.</remarks>
internal static class Utf8Lines
{
    private const int BufferLength = 64 * 1024; // below the large object heap's
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    public static async Task Pump(Stream stream, Link<ReadOnlyMemory<byte>> output)
    {
        var lines = new ReadOnlyMemory<byte>[Pumps.Block];
        byte[] buffer = NewBuffer(BufferLength);
        bool isFirst = true;
        int begin = 0;
        int end = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(end), output.Left).ConfigureAwait(false);
            if (isFirst && HasMark(buffer.AsSpan(0, end + read)))
            {
                begin = 3;
            }

            isFirst &= end + read < 3 && read > 0;
            int seen = end;
            end += read;
            if (read == 0)
            {
                break;
            }

            int count = 0;
            while (NextLine(buffer, ref begin, ref seen, end, out lines[count]))
            {
                if (++count == lines.Length)
                {
                    await Pumps.Pass(output, lines, count, null).ConfigureAwait(false);
                    count = 0;
                }
            }

            await Pumps.Pass(output, lines, count, null).ConfigureAwait(false);
            if (end == buffer.Length)
            {
                int rest = end - begin;
                byte[] next = NewBuffer(rest > buffer.Length / 2 ? checked(2 * buffer.Length) : BufferLength + rest);
                buffer.AsSpan(begin, rest).CopyTo(next);
                buffer = next;
                begin = 0;
                end = rest;
            }
        }

        if (begin < end)
        {
            lines[0] = Trim(buffer.AsMemory(begin, end - begin));
            await Pumps.Pass(output, lines, 1, null).ConfigureAwait(false);
        }
    }

    private static byte[] NewBuffer(int length) => GC.AllocateUninitializedArray<byte>(length);

    private static bool NextLine(byte[] buffer, ref int begin, ref int seen, int end, out ReadOnlyMemory<byte> line)
    {
        int from = Math.Max(begin, seen);
        int length = buffer.AsSpan(from, end - from).IndexOf(LineFeed);
        if (length < 0)
        {
            line = default;
            return false;
        }

        line = Trim(buffer.AsMemory(begin, from + length - begin));
        begin = seen = from + length + 1;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line) => line.Length > 0 && line.Span[^1] == CarriageReturn ? line[..^1] : line;

    /// <summary>The mark that some editors put before UTF-8.</summary>
    private static bool HasMark(ReadOnlySpan<byte> text) => text is [0xEF, 0xBB, 0xBF, ..];
}
