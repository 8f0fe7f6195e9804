using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Looks for an item: the first one, or any.</summary>
internal sealed class FindPass<T> : DriverPass<Frame<Found<T>>>
{
    private readonly object _lock = new();
    private readonly bool _isAnyWanted;
    private Found<T> _found;
    private long _foundIn = long.MaxValue;
    private long _from;

    public FindPass(Stage<T> source, Execution execution, Func<T, bool>? predicate, bool isAnyWanted = false)
        : this(sink => source.Link(sink, execution), execution, predicate, isAnyWanted)
    {
    }

    public FindPass(Func<Sink<T>, Driver> link, Execution execution, Func<T, bool>? predicate, bool isAnyWanted)
        : base(execution)
    {
        if (predicate is not null)
        {
            execution.Mix(predicate);
        }

        Driver = link(new FindSink<T>(predicate));
        _isAnyWanted = isAnyWanted;
    }

    public long Length => Driver.Length;

    protected override Driver Driver { get; }

    protected override long From => _from;

    public Found<T> Find()
    {
        while (!_found.Exists && Driver.Advance())
        {
            Loop(Driver.Length, Execution.ChunkOf(Driver, Driver.Length), Execution.Options);
        }

        return _found;
    }

    /// <summary>The last item of a stage with known positions; no other one is computed.</summary>
    public Found<T> FindLast()
    {
        if (Driver.Length > 0)
        {
            _from = Driver.Length - 1;
            Loop(1, ChunkPolicy.Auto, Execution.Options);
        }

        return _found;
    }

    public override bool Next(ref Ranges ranges)
    {
        if (ranges.HasPiece)
        {
            EndPiece(ref ranges, Unsafe.As<Frame<Found<T>>>(ranges.Frame));
        }

        bool isThere = ranges.NextPiece();
        ranges.Frame.EndWith(this, ranges.PieceStart);
        return isThere;
    }

    private void EndPiece(ref Ranges ranges, Frame<Found<T>> frame)
    {
        if (frame.State.Exists)
        {
            Keep(ranges.PieceStart, frame.State);
            ranges.Break();
            return;
        }

        frame.ThrowIfFailed();
        if (IsEndedBefore(ranges.PieceStart))
        {
            ranges.Break();
        }
    }

    private void Keep(long start, in Found<T> found)
    {
        lock (_lock)
        {
            if (start < _foundIn)
            {
                _found = found;
                _foundIn = start;
                EndAt(_isAnyWanted ? -1 : start);
            }
        }
    }
}
