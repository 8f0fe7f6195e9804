namespace ParallelCore.Collections;

/// <summary>
/// Reads an argument to its end before a lock is taken: enumerating it may run the caller's code, or take another collection's lock, and two
/// collections that are each added to the other would then wait for each other for ever.
/// </summary>
internal static class StableCopy
{
    /// <summary>The items, in an object whose reading runs nobody's code: the argument itself where it is one of the runtime's plain collections.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> source)
    {
        Type type = source.GetType();
        if (type == typeof(T[]) || type == typeof(List<T>) || type == typeof(HashSet<T>))
            return source;

        // Neither new List<T>(source) nor LINQ's ToArray: they ask for the count, and then for the items, between which another thread may change it.
        var copy = new List<T>();
        foreach (T item in source)
            copy.Add(item);
        return copy;
    }
}
