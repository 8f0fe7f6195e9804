using System.Buffers;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Appends items to the segment of the piece that runs; up to the first that fails a test, if there is one.</summary>
internal sealed class CollectSink<T>(Func<T, bool>? takesWhile) : Sink<T>
{
    private const int LeastCapacity = 64;

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref Segment<T> segment = ref Unsafe.As<Frame<Segment<T>>>(frame).State;
        if (takesWhile is not null)
        {
            items = items[..CountTaken(items)];
        }

        if (segment.Capacity - segment.Count < items.Length)
        {
            Grow(ref segment, segment.Count + items.Length);
        }

        items.CopyTo(segment.Items.AsSpan(segment.Offset + segment.Count));
        segment.Count += items.Length;

        int CountTaken(ReadOnlySpan<T> candidates)
        {
            Func<T, bool> takes = takesWhile;
            for (int i = 0; i < candidates.Length; i++)
            {
                if (!takes(candidates[i]))
                {
                    Unsafe.As<Frame<Segment<T>>>(frame).State.IsLast = true;
                    frame.Stop();
                    return i;
                }
            }

            return candidates.Length;
        }
    }

    private static void Grow(ref Segment<T> segment, int needed)
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(Math.Max(needed, LeastCapacity), (int)Math.Min(2L * segment.Count, Array.MaxLength)));
        segment.Span.CopyTo(larger);
        segment.Release();
        segment.Items = larger;
        segment.Offset = 0;
        segment.Capacity = larger.Length;
        segment.IsShared = false;
    }
}
