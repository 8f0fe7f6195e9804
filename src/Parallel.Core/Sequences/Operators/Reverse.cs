using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

internal sealed class ReverseStage<T>(Stage<T> source) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution) => new ReverseDriver<T>(new Reader<T>(source, execution), next);
}

internal sealed class ReverseDriver<T>(Reader<T> source, Sink<T> next) : Driver
{
    public override long Length { get; } = source.Length;

    public override void Run(ref Ranges ranges)
    {
        while (ranges.Next())
        {
            Push(ranges.Start, ranges.End, ranges.Frame);
        }
    }

    private void Push(long start, long end, Frame frame)
    {
        T[] items = ArrayPool<T>.Shared.Rent(Block<T>.Size);
        try
        {
            while (start < end && !frame.IsStopped)
            {
                int count = (int)Math.Min(frame.BlockSize, end - start);
                int read = source.Read(Length - start - count, count, items, out Exception? failure);
                if (read < count && failure is not null && count > 1)
                {
                    RunOneByOne(start, start + count, items, frame);
                    return;
                }

                if (read == count)
                {
                    items.AsSpan(0, count).Reverse();
                    frame.Position = start;
                    next.Push(items.AsSpan(0, count), frame);
                }

                frame.Fail(failure);
                start += count;
            }
        }
        finally
        {
            Pooled.Return(items);
        }
    }

    /// <summary>An item fails; those behind it in the source come before it here. They are computed once more, so that what is handed on doesn't depend on how
    /// the items were cut into blocks.</summary>
    private void RunOneByOne(long start, long end, T[] items, Frame frame)
    {
        for (; start < end && !frame.IsStopped; start++)
        {
            int read = source.Read(Length - start - 1, 1, items, out Exception? failure);
            frame.Position = start;
            if (read > 0)
            {
                next.Push(items.AsSpan(0, 1), frame);
            }

            frame.Fail(failure);
        }
    }
}
