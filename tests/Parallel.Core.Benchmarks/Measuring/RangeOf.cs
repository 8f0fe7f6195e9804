namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Iterations as a range body that the library inlines.</summary>
internal readonly struct RangeOf<TWork>(TWork work) : IRangeBody
    where TWork : struct, IIndexWork
{
    public void Invoke(int start, int end)
    {
        TWork local = work;
        for (int i = start; i < end; i++)
        {
            local.Invoke(i);
        }
    }
}
