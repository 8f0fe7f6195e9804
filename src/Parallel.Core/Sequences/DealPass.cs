using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>Deals the items of each block out to their groups.</summary>
/// <param name="grouping">The groups.</param>
/// <param name="elements">What to deal out.</param>
/// <param name="ends">Where each group ends in <paramref name="target"/>.</param>
/// <param name="target">Where to.</param>
/// <param name="execution">The call.</param>
internal sealed class DealPass<TKey, TElement>(KeyGrouping<TKey> grouping, ReadOnlyMemory<TElement> elements, int[] ends, TElement[] target, Execution execution)
    : ChunkPass(execution)
{
    public void Run() => Loop(grouping.BlockCount, ChunkPolicy.Auto, Execution.QuietOptions);

    protected override void Run(long start, long end)
    {
        int[] next = ArrayPool<int>.Shared.Rent(grouping.BlockLength);
        for (int block = (int)start; block < end; block++)
        {
            FindStarts(block, next);
            int from = block * grouping.BlockLength;
            ReadOnlySpan<TElement> part = elements.Span.Slice(from, Math.Min(grouping.BlockLength, elements.Length - from));
            ReadOnlySpan<ushort> ids = grouping.IdsOf(from, part.Length);
            TElement[] to = target;
            for (int i = 0; i < ids.Length; i++)
            {
                to[next[ids[i]]++] = part[i];
            }
        }

        Pooled.Return(next);
    }

    /// <summary>Where each of a block's groups begins to write.</summary>
    private void FindStarts(int block, Span<int> next)
    {
        if (grouping.BlockCount == 1)
        {
            next[0] = 0;
            ends.AsSpan(0, grouping.Count - 1).CopyTo(next[1..]);
            return;
        }

        for (int partition = 0; partition < grouping.PartitionCount; partition++)
        {
            ReadOnlySpan<KeyGroup<TKey>> merged = grouping.Partition(partition);
            foreach (ref readonly KeyGroup<TKey> group in grouping.Part(block, partition))
            {
                ref readonly KeyGroup<TKey> whole = ref merged[(int)group.Hash];
                next[group.Id] = ends[whole.Id] - whole.Count + group.Count;
            }
        }
    }
}
