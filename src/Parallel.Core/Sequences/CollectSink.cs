using System.Buffers;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Appends items to the segment of the piece that runs.</summary>
internal sealed class CollectSink<T> : Sink<T>
{
    private const int LeastCapacity = 64;

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref Segment<T> segment = ref Unsafe.As<Frame<Segment<T>>>(frame).State;
        if (segment.Capacity - segment.Count < items.Length)
        {
            Grow(ref segment, segment.Count + items.Length);
        }

        items.CopyTo(segment.Items.AsSpan(segment.Offset + segment.Count));
        segment.Count += items.Length;
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
