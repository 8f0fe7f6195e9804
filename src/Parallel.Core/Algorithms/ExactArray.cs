namespace ParallelCore.Algorithms;

/// <summary>Arrays whose items may be of a narrower type than the array's own says, as those of a string array that is passed as one of objects: they can't be
/// seen as memory, so what moves the items of one moves those of a copy, which are copied back.</summary>
internal static class ExactArray
{
    /// <summary>Calls <paramref name="change"/> with the items; they are all there afterwards, also when it throws.</summary>
    public static void Change<T, TWith>(T[] items, int index, int length, TWith with, Action<Memory<T>, TWith> change)
    {
        if (typeof(T).IsValueType || items.GetType() == typeof(T[]))
        {
            change(items.AsMemory(index, length), with);
            return;
        }

        T[] copy = new T[length];
        Array.Copy(items, index, copy, 0, length);
        try
        {
            change(copy, with);
        }
        finally
        {
            Array.Copy(copy, 0, items, index, length);
        }
    }

    /// <summary>Calls <paramref name="change"/> with all items.</summary>
    public static void Change<T, TWith>(T[] items, TWith with, Action<Memory<T>, TWith> change) => Change(items, 0, items.Length, with, change);
}
