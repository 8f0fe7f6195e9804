using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>What one thread added to a collector, in the order in which it did.</summary>
/// <remarks>
/// ROLES: one thread at a time adds; any thread reads a prefix.
/// INVARIANTS: (1) the items of a run have consecutive indices, or all the same; a run ends where the next one begins, and none is empty. (2) From one descent to the next, indices never fall.
/// (3) long.MaxValue is only in runs that repeat, so that no run goes past it.
/// ORDERING: a run, and the descent that it is, are published before their first item; so whoever reads the count of the items first (S1) finds all runs and descents of that prefix.
/// PROGRESS: wait-free. WRAP: none, by invariant 3.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
internal sealed class CollectorSegment<T> : PaddedStart
{
    private BlockChain<T> _items = new();
    private BlockChain<IndexRun> _runs = new();
    private BlockChain<long> _descents = new();
    private long _next;
    private long _stride;

    public CachePad After;

    /// <summary>How many items there are.</summary>
    public long Count => _items.Count; // S1

    /// <summary>Adds an item. Inlined: where a run goes on, that is all there is to do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long index, T item)
    {
        if (index == _next && index != long.MaxValue && _items.TryAppend(item))
        {
            _next = index + _stride;
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
        if (start != _next || _stride != 1)
        {
            Begin(start);
        }

        // Piece by piece, so that what was added before memory ran out is right.
        for (_next = start; items.Length > 0; _items.MakeRoom())
        {
            int length = _items.AppendSome(items);
            _next += length;
            items = items[length..];
        }
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
        if (_runs.Count > 0 && _items.Count - _runs.Last.Position == 1 && index == _runs.Last.Index)
        {
            _runs.Last.Repeat();
            _stride = 0;
        }
        else if (index != _next || _stride != (index == long.MaxValue ? 0 : 1))
        {
            Begin(index);
        }

        _items.TryAppend(item);
        _next = index + _stride;
    }

    /// <summary>Begins a run with the next item, which has this index. Whatever runs out of memory in it leaves nothing half done that a reader would notice.</summary>
    private void Begin(long index)
    {
        if (index < _next - _stride)
        {
            _descents.Append(_runs.Count);
        }

        _runs.Append(new IndexRun(index, _items.Count));
        _stride = 1;
        if (index == long.MaxValue)
        {
            _runs.Last.Repeat();
            _stride = 0;
        }
    }
}
