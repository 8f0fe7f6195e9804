namespace ParallelCore.Algorithms;

/// <summary>The least and the greatest item of some.</summary>
internal struct Extremes<T>(T min, T max)
{
    public T Min = min;
    public T Max = max;

    /// <summary>Takes in what comes after; of equal items, the first stays.</summary>
    public void Include<TComparer>(in Extremes<T> later, TComparer comparer)
        where TComparer : IComparer<T>
    {
        if (comparer.Compare(later.Min, Min) < 0)
        {
            Min = later.Min;
        }

        if (comparer.Compare(later.Max, Max) > 0)
        {
            Max = later.Max;
        }
    }
}
