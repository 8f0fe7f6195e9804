using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>The items of one stage, then those of another. However many have been put in a row, and however they are nested, they are run as one row of parts:
/// neither the stack nor what an item costs grows with them.</summary>
internal sealed class ConcatStage<T>(Stage<T> first, Stage<T> second) : Stage<T>
{
    public override bool IsIndexed { get; } = first.IsIndexed && second.IsIndexed;

    public override bool HasPositions => IsIndexed || IsStreamed;

    public override bool IsBounded { get; } = first.IsStreamed || second.IsStreamed || (first.IsBounded && second.IsBounded);

    public override bool IsStreamed { get; } = first.IsStreamed || second.IsStreamed;

    private Stage<T> First => first;

    private Stage<T> Second => second;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (IsStreamed)
        {
            return new BatchDriver<T>(Begin(execution), next);
        }

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

    public override Batches<T> Begin(Execution execution) => IsStreamed ? new ConcatBatches<T>(Runs(), execution) : base.Begin(execution);

    private List<Stage<T>> Parts()
    {
        var parts = new List<Stage<T>>();
        var pending = new Stack<Stage<T>>();
        pending.Push(this);
        while (pending.TryPop(out Stage<T>? present))
        {
            if (present is ConcatStage<T> concat)
            {
                pending.Push(concat.Second);
                pending.Push(concat.First);
            }
            else
            {
                parts.Add(present);
            }
        }

        return parts;
    }

    /// <summary>The streamed parts, and what lies between two of them as one.</summary>
    private List<Stage<T>> Runs()
    {
        var runs = new List<Stage<T>>();
        foreach (Stage<T> part in Parts())
        {
            if (runs.Count > 0 && !part.IsStreamed && !runs[^1].IsStreamed)
            {
                runs[^1] = new ConcatStage<T>(runs[^1], part);
            }
            else
            {
                runs.Add(part);
            }
        }

        return runs;
    }
}

/// <summary>Parts of which some are streamed; none is asked for anything before the one in front of it has ended.</summary>
internal sealed class ConcatBatches<T>(List<Stage<T>> parts, Execution execution) : Batches<T>
{
    private Batches<T>? _present;
    private int _next;

    public override IPulled? Pulled => _present?.Pulled;

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        while (_present is not null || _next < parts.Count)
        {
            _present ??= parts[_next++].Begin(execution);
            if (_present.Next(mayCut, out items))
            {
                return true;
            }

            _present = null;
        }

        items = default;
        return false;
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
