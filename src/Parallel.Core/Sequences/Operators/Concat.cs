using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>The items of one stage, then those of another; neither is streamed.</summary>
internal sealed class ConcatStage<T>(Stage<T> first, Stage<T> second) : Stage<T>
{
    public override bool IsIndexed { get; } = first.IsIndexed && second.IsIndexed;

    public override bool IsBounded { get; } = first.IsBounded && second.IsBounded;

    private Stage<T> First => first;

    private Stage<T> Second => second;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        List<Stage<T>> parts = Parts();
        var drivers = new Driver[parts.Count];
        long[] ends = new long[parts.Count];
        long end = 0;
        for (int i = 0; i < drivers.Length; i++)
        {
            drivers[i] = parts[i].Link(i == 0 ? next : new ShiftSink<T>(end, next), execution);
            end = checked(end + drivers[i].Length);
            ends[i] = end;
        }

        return new ConcatDriver(drivers, ends);
    }

    /// <summary>However many have been put in a row, one call after another, no stack grows with them.</summary>
    private List<Stage<T>> Parts()
    {
        var parts = new List<Stage<T>>();
        Stage<T> present = this;
        while (present is ConcatStage<T> concat)
        {
            parts.Add(concat.Second);
            present = concat.First;
        }

        parts.Add(present);
        parts.Reverse();
        return parts;
    }
}

/// <summary>The same where one is streamed; the second isn't asked for anything before the first has ended.</summary>
internal sealed class ConcatBatches<T>(Stage<T> first, Stage<T> second, Execution execution) : Batches<T>
{
    private Batches<T> _present = BatchStage<T>.Begin(first, execution);
    private bool _isSecond;

    public override IPulled? Pulled => _present.Pulled;

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        if (_present.Next(mayCut, out items))
        {
            return true;
        }

        if (_isSecond)
        {
            return false;
        }

        _isSecond = true;
        _present = BatchStage<T>.Begin(second, execution);
        return _present.Next(mayCut, out items);
    }
}

/// <summary>All items, or one if there are none.</summary>
internal sealed class DefaultBatches<T>(Batches<T> source, T defaultValue) : Batches<T>
{
    private bool _hasBegun;

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        bool isThere = source.Next(mayCut, out items);
        if (!isThere && !_hasBegun)
        {
            items = new[] { defaultValue };
            isThere = true;
        }

        _hasBegun = true;
        return isThere;
    }
}

internal sealed class ConcatDriver(Driver[] parts, long[] ends) : Driver
{
    public override long Length => ends[^1];

    public override void Run(ref Ranges ranges)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        while (ranges.Next())
        {
            int part = PartOf(ranges.Start);
            for (long start = ranges.Start; start < ranges.End && !ranges.Frame.IsStopped; part++)
            {
                long before = part == 0 ? 0 : ends[part - 1];
                long end = Math.Min(ranges.End, ends[part]);
                if (start < end)
                {
                    parts[part].Run(start - before, end - before, ranges.Frame);
                    start = end;
                }
            }
        }
    }

    /// <summary>The part that holds an index.</summary>
    private int PartOf(long index)
    {
        int part = Array.BinarySearch(ends, index + 1);
        part = part < 0 ? ~part : part;
        while (part > 0 && ends[part - 1] > index)
        {
            part--;
        }

        return part;
    }
}
