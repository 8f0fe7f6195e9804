namespace ParallelCore.Collections;

/// <summary>What a caller hands over to be added, read to its end before any lock is taken.</summary>
/// <remarks>
/// Enumerating runs the caller's code, which may take the lock of another collection: done under our own lock, two collections that are
/// added to each other would wait for each other forever. And a source that throws has changed nothing yet.
/// </remarks>
internal static class ItemSnapshot
{
    /// <summary>The items as an array; an array is taken as it is, since reading one runs nobody's code, and a plain list is copied once.</summary>
    public static T[] Of<T>(IEnumerable<T> items)
    {
        if (items is T[] array)
            return array;
        if (items.GetType() == typeof(List<T>))
            return ((List<T>)items).ToArray();

        // Not LINQ's ToArray: it asks for the count and then for the items, and another thread may change their number in between.
        var copy = new List<T>();
        foreach (T item in items)
            copy.Add(item);
        return copy.ToArray();
    }
}
