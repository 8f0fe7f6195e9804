namespace ParallelCore.Benchmarks.Measuring;

/// <summary>A loop whose iterations are loops.</summary>
internal readonly struct NestedOf<TWork>(RangeOf<TWork> body, int inner) : IRangeBody
    where TWork : struct, IIndexWork
{
    public void Invoke(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            ParallelRange.Run(i * inner, (i + 1) * inner, ChunkPolicy.Auto, body);
        }
    }
}
