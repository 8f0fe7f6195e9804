using System.Buffers;

namespace ParallelCore.Algorithms;

/// <summary>One parallel search for the first items in an order: those of each chunk, then those among them. Chunks depend on the two lengths only.</summary>
internal sealed class TopCall<T, TOrder>(ReadOnlyMemory<T> items, T[] result, TOrder order, RangeOptions? options) : SortCall(options)
    where TOrder : struct, IOrder<T>
{
    private const int MaxChunks = 64;
    private const int LeastChunk = 16 * 1024;

    /// <summary>So many times the wanted items a chunk is long, at least.</summary>
    private const int ChunkFactor = 16;

    public override void Run()
    {
        int wanted = result.Length;
        int chunk = Math.Max(Math.Max(LeastChunk, ChunkFactor * wanted), (items.Length - 1) / MaxChunks + 1);
        int chunks = (items.Length - 1) / chunk + 1;
        int found = (chunks - 1) * wanted + Math.Min(wanted, items.Length - (chunks - 1) * chunk);
        T[] candidates = ArrayPool<T>.Shared.Rent(found);
        try
        {
            RangeLoop<TopBody<T, TOrder>>.Run(
                0, items.Length, chunk, new TopBody<T, TOrder>(items, candidates, chunk, wanted, order), Nested, SiteCosts.Key<TopBody<T, TOrder>>(), out _);
            Sorter.Sort(candidates.AsMemory(0, found), order, Nested);
            candidates.AsSpan(0, wanted).CopyTo(result);
        }
        finally
        {
            Pooled.Return(candidates);
        }
    }
}
