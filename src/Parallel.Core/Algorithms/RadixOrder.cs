namespace ParallelCore.Algorithms;

internal readonly struct RadixOrder<T, TKey> : IOrder<T>
    where TKey : struct, IRadixKey<T>
{
    public bool IsLess(T a, T b) => TKey.Of(a) < TKey.Of(b);
}
