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

    /// <summary>What each segment holds now. A thread that gets a number goes on in its own segment and leaves the shared one behind: so the shared one comes first, but is looked at last,
    /// or what such a thread added there could be missing below what it added later.</summary>
    public CollectorView<T> View()
    {
        var view = new CollectorView<T>();
        foreach (CollectorSegment<T> segment in Owned)
        {
            view.Add(segment);
        }

        view.AddFirst(_shared);
        return view;
    }
}
