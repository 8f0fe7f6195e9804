using System.Buffers;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class ReverseDriver<T>(Reader<T> source, Sink<T> next) : Driver
{
    public override long Length { get; } = source.Length;

    public override void Run(long start, long end, Frame frame)
    {
        T[] items = ArrayPool<T>.Shared.Rent(Block<T>.Size);
        try
        {
            while (start < end && !frame.IsStopped)
            {
                int count = (int)Math.Min(frame.BlockSize, end - start);
                if (source.Read(Length - start - count, count, items, out Exception? failure) < count)
                {
                    frame.Fail(failure);
                    return;
                }

                items.AsSpan(0, count).Reverse();
                frame.Position = start;
                next.Push(items.AsSpan(0, count), frame);
                start += count;
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }
}
