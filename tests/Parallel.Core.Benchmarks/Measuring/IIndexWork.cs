namespace ParallelCore.Benchmarks.Measuring;

/// <summary>One iteration of a loop, as a struct, so that every form of loop inlines the same code.</summary>
internal interface IIndexWork
{
    void Invoke(int index);
}
