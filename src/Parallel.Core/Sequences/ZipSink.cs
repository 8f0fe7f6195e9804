using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

internal sealed class ZipSink<TFirst, TSecond>(Sink<(TFirst First, TSecond Second)> next) : BlockSink<TFirst, (TFirst First, TSecond Second)>(next)
{
    /// <summary>Set before anything is pushed: which of two sequences is linked first depends on whose length is known.</summary>
    public Reader<TSecond> Second { get; set; } = null!;

    protected override int Make(ReadOnlySpan<TFirst> items, Span<(TFirst First, TSecond Second)> output, Frame frame, ref Exception? failure)
    {
        TSecond[] others = ArrayPool<TSecond>.Shared.Rent(Block<TSecond>.Size);
        try
        {
            int count = Second.Read(frame.Position, items.Length, others, out failure);
            for (int i = 0; i < count; i++)
            {
                output[i] = (items[i], others[i]);
            }

            return count;
        }
        finally
        {
            Pooled.Return(others);
        }
    }
}
