using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>All segments of a collector since it was last cleared: one for each thread that has a number, and one that all others share.</summary>
internal sealed class CollectorSegments<T>
{
    private readonly CollectorSegment<T> _shared = new();

    public CellTable<AtomicCell, CollectorSegment<T>> Owned = new();

    /// <summary>Adds on a thread that may not own a segment yet.</summary>
    public void Add(long index, T item)
    {
        int number = ThreadNumber.Take();
        if (number != 0)
        {
            Owned.GetOrCreateOwn(number).Add(index, item);
            return;
        }

        lock (_shared)
        {
            _shared.Add(index, item);
        }
    }

    /// <summary>Adds on any thread.</summary>
    public void AddRange(long start, ReadOnlySpan<T> items)
    {
        int number = ThreadNumber.Take();
        if (number != 0)
        {
            (Owned.Own(number) ?? Owned.GetOrCreateOwn(number)).AddRange(start, items);
            return;
        }

        lock (_shared)
        {
            _shared.AddRange(start, items);
        }
    }

    public long Count()
    {
        long count = _shared.Count;
        foreach (CollectorSegment<T> segment in Owned)
        {
            count += segment.Count;
        }

        return count;
    }

    /// <summary>What each segment holds now. The shared one comes first: a thread that gets a number later than its first item leaves the former behind.</summary>
    public CollectorView<T> View()
    {
        var view = new CollectorView<T>();
        view.Add(_shared);
        foreach (CollectorSegment<T> segment in Owned)
        {
            view.Add(segment);
        }

        return view;
    }
}
