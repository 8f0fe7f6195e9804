using System.Buffers;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class ZipSink<TFirst, TSecond>(Reader<TSecond> second, Sink<(TFirst First, TSecond Second)> next) : Sink<TFirst>
{
    public override void Push(ReadOnlySpan<TFirst> items, Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Unsafe.SkipInit(out Block<(TFirst First, TSecond Second)> block);
        Span<(TFirst First, TSecond Second)> pairs = block;
        long position = frame.Position;
        TSecond[] others = ArrayPool<TSecond>.Shared.Rent(Block<TSecond>.Size);
        try
        {
            for (int start = 0; start < items.Length && !frame.IsStopped; start += frame.BlockSize)
            {
                int wanted = Math.Min(frame.BlockSize, items.Length - start);
                int count = second.Read(position + start, wanted, others, out Exception? failure);
                for (int i = 0; i < count; i++)
                {
                    pairs[i] = (items[start + i], others[i]);
                }

                frame.Position = position + start;
                if (count > 0)
                {
                    next.Push(pairs[..count], frame);
                }

                frame.Fail(failure);
            }
        }
        finally
        {
            ArrayPool<TSecond>.Shared.Return(others, RuntimeHelpers.IsReferenceOrContainsReferences<TSecond>());
        }

        frame.Position = position;
    }
}
