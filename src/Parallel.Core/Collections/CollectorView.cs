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
