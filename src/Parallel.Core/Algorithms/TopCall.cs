using System.Buffers;

namespace ParallelCore.Algorithms;

/// <summary>One parallel search for the first items in an order: those of each chunk, then those among them. Chunks depend on the two lengths only.</summary>
internal sealed class TopCall<T, TOrder>(ReadOnlyMemory<T> items, T[] result, TOrder order, RangeOptions? options) : SortCall(options)
    where TOrder : struct, IOrder<T>
{
    /// <summary>Beside so many, sorting the candidates of a chunk takes little time.</summary>
    private const int LeastChunk = 1 << 14;

    /// <summary>So many times the wanted items a chunk is long, at least.</summary>
    private const int ChunkFactor = 16;

    /// <summary>From how many items candidates are taken together.</summary>
    public static int ChunkFor(int length, int wanted) => Math.Max(Blocks.Of(length, LeastChunk), ChunkFactor * wanted);

    public override void Run() => Find(items);

    /// <summary>Finds the first of those that are left; each round leaves at most one in <see cref="ChunkFactor"/>.</summary>
    private void Find(ReadOnlyMemory<T> rest)
    {
        int wanted = result.Length;
        int chunk = ChunkFor(rest.Length, wanted);
        int chunks = Blocks.Count(rest.Length, chunk);
        if (chunks == 1)
        {
            new TopBody<T, TOrder>(rest, result, chunk, wanted, order).Invoke(0, rest.Length);
            return;
        }

        int found = (chunks - 1) * wanted + Math.Min(wanted, rest.Length - (chunks - 1) * chunk);
        T[] candidates = ArrayPool<T>.Shared.Rent(found);
        try
        {
            RangeLoop<TopBody<T, TOrder>>.Run(
                0, rest.Length, chunk, new TopBody<T, TOrder>(rest, candidates, chunk, wanted, order), Nested, SiteCosts.Key<TopBody<T, TOrder>>(), out _);
            Find(candidates.AsMemory(0, found));
        }
        finally
        {
            Pooled.Return(candidates);
        }
    }
}
