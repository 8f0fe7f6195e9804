using System.Diagnostics;

namespace ParallelCore.Collections;

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
