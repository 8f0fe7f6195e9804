using System.Diagnostics;
using System.Runtime.CompilerServices;
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

    /// <summary>What each segment holds now. A thread that gets a number goes on in its own segment and leaves the shared one behind: so the shared one comes
    /// first, but is looked at last, or what such a thread added there could be missing below what it added later.</summary>
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

/// <summary>What one thread added to a collector, in the order in which it did.</summary>
/// <remarks>
/// ROLES: one thread at a time adds; any thread reads a prefix.
/// INVARIANTS: (1) the items of a run have consecutive indices, or all the same; a run ends where the next one begins, and none is empty. (2) From one descent
/// to the next, indices never fall.
/// (3) long.MaxValue is only in runs that repeat, so that no run goes past it.
/// ORDERING: a run, and the descent that it is, are published before their first item; so whoever reads the count of the items first (S1) finds all runs and
/// descents of that prefix.
/// PROGRESS: wait-free. WRAP: none, by invariant 3.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
internal sealed class CollectorSegment<T> : PaddedStart
{
    private BlockChain<T> _items = new();
    private BlockChain<IndexRun> _runs = new();
    private BlockChain<long> _descents = new();

    /// <summary>In a run of consecutive indices, the index less the position, which is the same for all its items.</summary>
    private long _base;

    /// <summary>Up to this count the run goes on without anything to arrange: never while it repeats, nor up to long.MaxValue, nor beyond the block.</summary>
    private long _plainEnd;
    private bool _repeats;

    public CachePad After;

    /// <summary>How many items there are.</summary>
    public long Count => _items.Count; // S1

    /// <summary>Adds an item. Inlined: where a run goes on, that is all there is to do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long index, T item)
    {
        long count = _items.OwnCount;
        if (index == _base + count && count < _plainEnd)
        {
            _items.AppendAt(count, item);
        }
        else
        {
            AddElsewhere(index, item);
        }
    }

    /// <summary>Adds items under consecutive indices, the last of which is at most long.MaxValue.</summary>
    public void AddRange(long start, ReadOnlySpan<T> items)
    {
        if (items.Length <= 1 || start + (items.Length - 1) == long.MaxValue)
        {
            AddEnd(start, items);
            return;
        }

        _items.MakeRoom();
        if (_repeats || _runs.Count == 0 || start != _base + _items.OwnCount)
        {
            Begin(start);
        }

        // Piece by piece, so that what was added before memory ran out is right.
        while (items.Length > 0)
        {
            _items.MakeRoom();
            items = items[_items.AppendSome(items)..];
        }

        FindPlainEnd();
    }

    /// <summary>The parts of the first so many items in which indices never fall.</summary>
    public void AppendSequences(long count, List<AscendingSequence<T>> sequences)
    {
        long descents = _descents.Count;
        long runs = FirstRun(0, _runs.Count, new StartsAt(count));
        long start = 0;
        for (long i = 0; i <= descents && start < runs; i++)
        {
            long end = i < descents ? Math.Min(_descents[i], runs) : runs;
            if (end > start)
            {
                sequences.Add(new AscendingSequence<T>(this, start, end, end < runs ? _runs[end].Position : count));
                start = end;
            }
        }
    }

    /// <summary>A run, by its number.</summary>
    public IndexRun Run(long number) => _runs[number];

    /// <summary>The first run of those from one to another for which the condition holds; it holds for all after that, too. The end if there is none.</summary>
    /// <remarks>Looks near the start first: what is searched for is mostly there, or the whole is taken without a search.</remarks>
    public long FirstRun<TCondition>(long start, long end, TCondition condition)
        where TCondition : struct, IRunCondition
    {
        long step = 1;
        while (step < end - start && !condition.Holds(_runs[start + step - 1]))
        {
            start += step;
            step *= 2;
        }

        end = Math.Min(end, start + step);
        while (start < end)
        {
            long middle = start + ((end - start) / 2);
            (start, end) = condition.Holds(_runs[middle]) ? (start, middle) : (middle + 1, end);
        }

        return start;
    }

    /// <summary>Copies the items from a position on, as many as the destination has room for.</summary>
    public void CopyTo(long position, Span<T> destination) => _items.CopyTo(position, destination);

    private void AddEnd(long start, ReadOnlySpan<T> items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            Add(start + i, items[i]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddElsewhere(long index, T item)
    {
        _items.MakeRoom();
        if (!GoesOn(index))
        {
            Begin(index);
        }

        _items.AppendAt(_items.OwnCount, item);
        FindPlainEnd();
    }

    /// <summary>Whether the run goes on with this index; a run of one item becomes one that repeats if it is the same again.</summary>
    private bool GoesOn(long index)
    {
        if (_runs.Count == 0)
        {
            return false;
        }

        ref IndexRun run = ref _runs.Last;
        if (_repeats)
        {
            return index == run.Index;
        }

        if (index == run.Index && _items.OwnCount - run.Position == 1)
        {
            run.Repeat();
            _repeats = true;
            return true;
        }

        return index == _base + _items.OwnCount && index != long.MaxValue;
    }

    /// <summary>Begins a run with this index.</summary>
    private void Begin(long index)
    {
        long count = _items.OwnCount;
        if (_runs.Count > 0 && index < (_repeats ? _runs.Last.Index : _base + count - 1))
        {
            _descents.Append(_runs.Count);
        }

        _runs.Append(new IndexRun(index, count));
        _base = index - count;
        _repeats = index == long.MaxValue;
        if (_repeats)
        {
            _runs.Last.Repeat();
        }
    }

    private void FindPlainEnd()
    {
        long count = _items.OwnCount;
        long untilMax = long.MaxValue - (_base + count); // negative where it is further away than a long can tell
        _plainEnd = _repeats ? 0 : untilMax >= 0 && untilMax < _items.Room - count ? count + untilMax : _items.Room;
    }
}

/// <summary>Keeps what a derived class declares away from the object before it. At the end the class itself needs a pad.</summary>
/// <remarks>A base class, because the runtime orders the fields of a class that holds references as it likes, but those of its base come first.</remarks>
internal abstract class PaddedStart
{
    public CachePad Before;
}

/// <summary>Items that were added one after the other under consecutive indices, or all under one.</summary>
[DebuggerDisplay("{Index}, repeats = {Repeats}, at {Position}")]
internal struct IndexRun(long index, long position)
{
    // One word for both, since there may be a run for each item.
    private long _positionAndKind = position << 1;

    /// <summary>The first item's index.</summary>
    public long Index { get; } = index;

    /// <summary>The first item's position among all of its segment.</summary>
    public readonly long Position => _positionAndKind >> 1;

    /// <summary>True when all items have the same index.</summary>
    public readonly bool Repeats => (_positionAndKind & 1) != 0;

    /// <summary>From now on the items have the same index. Readers may look at the same time: they know of one item, for which it makes no
    /// difference.</summary>
    public void Repeat() => _positionAndKind |= 1;
}

/// <summary>What a run is searched for; a struct, so that it is inlined into the search.</summary>
internal interface IRunCondition
{
    bool Holds(IndexRun run);
}

/// <summary>The run starts at this position or after it.</summary>
internal readonly struct StartsAt(long position) : IRunCondition
{
    public bool Holds(IndexRun run) => run.Position >= position;
}
