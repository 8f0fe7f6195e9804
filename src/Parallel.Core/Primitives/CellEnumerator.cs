namespace ParallelCore.Primitives;

/// <summary>Goes through the cells of a <see cref="CellTable{TCell, TItem}"/>.</summary>
internal ref struct CellEnumerator<TItem>(TItem?[] shared, TItem?[] own)
    where TItem : class
{
    private int _next;

    public TItem Current { get; private set; } = null!;

    public bool MoveNext()
    {
        while (_next < shared.Length + own.Length)
        {
            int index = _next++;
            TItem? item = index < shared.Length ? Volatile.Read(ref shared[index]) : Volatile.Read(ref own[index - shared.Length]); // T2
            if (item is not null)
            {
                Current = item;
                return true;
            }
        }

        return false;
    }
}
