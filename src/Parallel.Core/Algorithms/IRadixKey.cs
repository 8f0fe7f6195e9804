namespace ParallelCore.Algorithms;

/// <summary>Maps items to numbers that have the items' order; items that compare as equal have the same number.</summary>
internal interface IRadixKey<T>
{
    static abstract ulong Of(T item);
}
