using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

internal sealed class ZipSink<TFirst, TSecond>(Sink<(TFirst First, TSecond Second)> next) : BlockSink<TFirst, (TFirst First, TSecond Second)>(next)
{
    /// <summary>Set before anything is pushed: which of two sequences is linked first depends on whose length is known.</summary>
    public Reader<TSecond> Second { get; set; } = null!;

    protected override void Make(scoped ref Feed<TFirst> feed, scoped Span<(TFirst First, TSecond Second)> output, scoped ref int made)
    {
        while (feed.Next(Math.Min(output.Length, Block<TSecond>.Size), out ReadOnlySpan<TFirst> items))
        {
            int count = Pair(items, output, feed.Frame.Position, out Exception? failure);
            Hand(output[..count], feed.Frame, ref made);
            feed.Frame.Fail(failure);
        }
    }

    private int Pair(ReadOnlySpan<TFirst> items, Span<(TFirst First, TSecond Second)> output, long position, out Exception? failure)
    {
        TSecond[] others = ArrayPool<TSecond>.Shared.Rent(Block<TSecond>.Size);
        try
        {
            int count = Second.Read(position, items.Length, others, out failure);
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
