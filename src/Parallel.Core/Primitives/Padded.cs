namespace ParallelCore.Primitives;

/// <summary>A value that shares no cache line with its neighbours.</summary>
internal struct Padded<T>
{
    public CachePad Before;

    public T Value;

    public CachePad After;
}
