namespace ParallelCore.Algorithms;

/// <summary>Chooses the struct that stands for a comparer.</summary>
internal static class Orders
{
    /// <summary>True when <paramref name="comparer"/> means the type's own order.</summary>
    public static bool IsDefault<T>(IComparer<T>? comparer) => comparer is null || ReferenceEquals(comparer, Comparer<T>.Default);

    public static void Run<T, TWork>(IComparer<T>? comparer, ref TWork work)
        where TWork : struct, IOrderedWork<T>
    {
        if (!IsDefault(comparer))
        {
            work.Run(new ComparerOrder<T>(comparer!));
        }
        else if (PrimitiveKey<T>.IsSupported)
        {
            work.Run(default(RadixOrder<T, PrimitiveKey<T>>));
        }
        else if (typeof(T).IsValueType)
        {
            work.Run(default(DefaultOrder<T>));
        }
        else
        {
            work.Run(new ComparerOrder<T>(Comparer<T>.Default));
        }
    }
}
