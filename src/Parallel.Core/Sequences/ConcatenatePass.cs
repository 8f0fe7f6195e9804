using System.Buffers;

namespace ParallelCore.Sequences;

/// <summary>Copies segments behind each other.</summary>
internal sealed class ConcatenatePass<T>(SegmentList<T> segments, Memory<T> target, Execution execution) : ChunkPass(execution)
{
    private int[] _starts = [];

    /// <summary>Copies as much as the target holds.</summary>
    public void Copy()
    {
        _starts = ArrayPool<int>.Shared.Rent(segments.Count);
        try
        {
            int next = 0;
            for (int i = 0; i < segments.Count; i++)
            {
                _starts[i] = next;
                next += Math.Min(segments.Items[i].Count, target.Length - next);
            }

            if (next > 0)
            {
                Loop(segments.Count, ChunkPolicy.Auto, Execution.QuietOptions);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(_starts);
        }
    }

    protected override void Run(long start, long end)
    {
        for (int i = (int)start; i < end; i++)
        {
            ReadOnlySpan<T> items = segments.Items[i].Span;
            items[..Math.Min(items.Length, target.Length - _starts[i])].CopyTo(target.Span[_starts[i]..]);
        }
    }
}
