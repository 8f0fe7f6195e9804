namespace ParallelCore.Counters;

/// <summary>The least and the greatest of some values.</summary>
internal struct ValueRange<T>(T min, T max)
{
    public T Min = min;
    public T Max = max;
}
