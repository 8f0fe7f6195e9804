using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>The items that a sink has still to take on: all of a run's, or those that were pushed.</summary>
internal ref struct Feed<T>
{
    private readonly FeedDriver<T>? _driver;
    private readonly Span<T> _block;
    private readonly Frame _frame;
    private Ranges _ranges;
    private ReadOnlySpan<T> _items;
    private long _position;

    /// <summary>What a driver gives of the ranges.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="ranges">The ranges, none of which has been begun.</param>
    /// <param name="block">Room for the driver to write items to.</param>
    public Feed(FeedDriver<T> driver, in Ranges ranges, Span<T> block)
    {
        _driver = driver;
        _ranges = ranges;
        _block = block;
        _frame = ranges.Frame;
    }

    /// <summary>Some items, the first of which is at the frame's position.</summary>
    public Feed(ReadOnlySpan<T> items, Frame frame)
    {
        _items = items;
        _frame = frame;
        _position = frame.Position;
    }

    public readonly Frame Frame => _frame;

    /// <summary>How far the items' positions in the sequence are from those that the driver knows.</summary>
    public long Shift { get; set; }

    /// <summary>True when the sink is the first one, and has the run for itself.</summary>
    public readonly bool IsWholeRun => _driver is not null;

    /// <summary>The next items, which lie in one range, and their position. False when there are no more; only then may a sink leave off, also if the frame is
    /// stopped: all else that ends a range is done here.</summary>
    /// <param name="most">So many at most.</param>
    /// <param name="items">The items, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(int most, out ReadOnlySpan<T> items)
    {
        Frame frame = _frame;
        if ((_items.IsEmpty || frame.IsStopped) && !Refill())
        {
            items = default;
            return false;
        }

        int count = Math.Min(most, frame.IsCancellable ? frame.BlockSize : int.MaxValue);
        if (_items.Length <= count)
        {
            items = _items;
            _items = default;
        }
        else
        {
            items = _items[..count];
            _items = _items[count..];
        }

        frame.Position = _position;
        _position += items.Length;
        return true;
    }

    private bool Refill()
    {
        if (_driver is null)
        {
            return false;
        }

        while (_ranges.Start == _ranges.End || _frame.IsStopped)
        {
            if (!_ranges.Next())
            {
                return false;
            }
        }

        _items = _driver.Take(ref _ranges, _block);
        _position = _frame.Position + Shift;
        return true;
    }
}
