namespace ParallelCore.Sequences;

/// <summary>Looks for an item: the first one, or any.</summary>
internal sealed class FindPass<T> : Pass
{
    private readonly object _lock = new();
    private readonly Driver _driver;
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

        _driver = link(new FindSink<T>(predicate));
        _isAnyWanted = isAnyWanted;
    }

    public long Length => _driver.Length;

    public Found<T> Find()
    {
        while (!_found.Exists && _driver.Advance())
        {
            Loop(_driver.Length, Execution.ChunkOf(_driver, _driver.Length), Execution.Options);
        }

        return _found;
    }

    /// <summary>The last item of a stage with known positions; no other one is computed.</summary>
    public Found<T> FindLast()
    {
        if (_driver.Length > 0)
        {
            _from = _driver.Length - 1;
            Loop(1, ChunkPolicy.Auto, Execution.Options);
        }

        return _found;
    }

    public override long Run(long start, long end)
    {
        Frame<Found<T>> frame = Enter<Frame<Found<T>>>();
        frame.EndWith(this, start);
        try
        {
            _driver.Run(_from + start, _from + end, frame);
            if (frame.State.Exists)
            {
                Keep(start, frame.State);
                return start;
            }

            frame.ThrowIfFailed();
            return IsEndedBefore(start) ? start : end;
        }
        finally
        {
            Exit(frame);
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
