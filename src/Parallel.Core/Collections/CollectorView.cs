using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ParallelCore.Collections;

/// <summary>What the segments of a collector held when it was made: a prefix of each.</summary>
internal sealed class CollectorView<T>
{
    private readonly List<(CollectorSegment<T> Segment, long Count)> _prefixes = [];

    public long Count { get; private set; }

    public void Add(CollectorSegment<T> segment) => Insert(_prefixes.Count, segment);

    public void AddFirst(CollectorSegment<T> segment) => Insert(0, segment);

    private void Insert(int place, CollectorSegment<T> segment)
    {
        long count = segment.Count;
        if (count > 0)
        {
            _prefixes.Insert(place, (segment, count));
            Count += count;
        }
    }

    /// <summary>Copies the items segment by segment.</summary>
    public void CopyAsAdded(Span<T> destination)
    {
        foreach ((CollectorSegment<T> segment, long count) in _prefixes)
        {
            segment.CopyTo(0, destination[..(int)count]);
            destination = destination[(int)count..];
        }
    }

    /// <summary>Copies the items in the order of their indices, each sequence as far as no other one has a lower index.</summary>
    public void CopyOrdered(Span<T> destination)
    {
        var list = new List<AscendingSequence<T>>();
        foreach ((CollectorSegment<T> segment, long count) in _prefixes)
        {
            segment.AppendSequences(count, list);
        }

        Span<AscendingSequence<T>> sequences = CollectionsMarshal.AsSpan(list);
        var heads = new PriorityQueue<int, SequenceHead>(sequences.Length);
        for (int order = 0; order < sequences.Length; order++)
        {
            heads.Enqueue(order, new SequenceHead(sequences[order].Index, order));
        }

        while (heads.TryDequeue(out int order, out _))
        {
            ref AscendingSequence<T> sequence = ref sequences[order];
            bool isLast = !heads.TryPeek(out _, out SequenceHead other);
            destination = destination[(isLast ? sequence.TakeAll(destination) : sequence.TakeBefore(other, order, destination))..];
            if (sequence.Count > 0)
            {
                heads.Enqueue(order, new SequenceHead(sequence.Index, order));
            }
        }
    }
}

/// <summary>Items of a segment from one run on to another, whose indices never fall; what was taken of them is behind its start.</summary>
[DebuggerDisplay("{Index}, {_position} to {_end}")]
internal struct AscendingSequence<T>(CollectorSegment<T> segment, long run, long runs, long end)
{
    private long _run = run;
    private long _position = segment.Run(run).Position;

    /// <summary>How many items are left.</summary>
    public readonly long Count => end - _position;

    /// <summary>The index of the next item.</summary>
    public readonly long Index => IndexOf(segment.Run(_run), _position);

    /// <summary>Takes all items that are left.</summary>
    /// <returns>How many were taken.</returns>
    public int TakeAll(Span<T> destination) => Take(end, destination);

    /// <summary>Takes the items that come before another sequence's next item: at least one.</summary>
    /// <param name="other">The other sequence's next item.</param>
    /// <param name="order">This sequence's place among all.</param>
    /// <param name="destination">Where they go; as long as all that is left.</param>
    /// <returns>How many were taken.</returns>
    public int TakeBefore(SequenceHead other, int order, Span<T> destination)
    {
        _run = segment.FirstRun(_run + 1, runs, new ComesAfter(other, order)) - 1;
        IndexRun last = segment.Run(_run);
        long position = Math.Max(_position, last.Position);
        long runEnd = _run + 1 < runs ? segment.Run(_run + 1).Position : end;
        if (last.Repeats)
        {
            return Take(runEnd, destination);
        }

        // Unsigned: the distance of two indices may be more than a long holds.
        ulong before = (ulong)(other.Index - IndexOf(last, position));
        ulong left = (ulong)(runEnd - position);
        if (before < left && order < other.Order)
        {
            before++;
        }

        return Take(position + (long)Math.Min(before, left), destination);
    }

    private static long IndexOf(IndexRun run, long position) => run.Repeats ? run.Index : run.Index + (position - run.Position);

    private int Take(long position, Span<T> destination)
    {
        int length = (int)(position - _position);
        segment.CopyTo(_position, destination[..length]);
        _position = position;
        if (_run + 1 < runs && segment.Run(_run + 1).Position == position)
        {
            _run++;
        }

        return length;
    }
}

/// <summary>The next item of a sequence: its index, and for equal ones the place of the sequence among all.</summary>
internal readonly record struct SequenceHead(long Index, int Order) : IComparable<SequenceHead>
{
    public int CompareTo(SequenceHead other) => Index != other.Index ? Index.CompareTo(other.Index) : Order.CompareTo(other.Order);
}

/// <summary>The run's first item comes after another sequence's next item.</summary>
internal readonly struct ComesAfter(SequenceHead other, int order) : IRunCondition
{
    public bool Holds(IndexRun run) => new SequenceHead(run.Index, order).CompareTo(other) > 0;
}
