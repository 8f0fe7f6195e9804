using System.Buffers;
using ParallelCore.Algorithms;
using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>Any other enumerable: it is pulled by one thread, a batch at a time, and each batch is run in parallel.</summary>
internal sealed class EnumerableStage<T>(IEnumerable<T> source) : Stage<T>
{
    public override bool IsIndexed => false;

    public override bool HasPositions => true;

    public override bool IsBounded => true;

    public override bool IsStreamed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        var driver = new EnumerableDriver<T>(Begin(), next, execution.CancellationToken);
        execution.Own(driver);
        return driver;
    }

    private IEnumerator<T> Begin()
    {
        try
        {
            return source.GetEnumerator();
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }
}

/// <summary>Source indices are those of the current batch. Batches grow to a fixed size, so that they, too, are the same at every run.</summary>
internal sealed class EnumerableDriver<T> : FeedDriver<T>, IDisposable
{
    private const int FirstBatch = 16;

    /// <summary>The second batch is long enough for hundreds of workers.</summary>
    private const int Growth = 16;

    private const int LargestBatch = 1 << 16;

    private readonly IEnumerator<T> _source;
    private readonly Sink<T> _next;
    private readonly CancellationToken _cancellationToken;
    private Exception? _failure;
    private bool _hasEnded;
    private T[] _batch;
    private long _before;
    private int _size;
    private int _count;

    public EnumerableDriver(IEnumerator<T> source, Sink<T> next, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _source = source;
        _next = next;
        _batch = [];
        _size = FirstBatch;
    }

    public override long Length => _count;

    public override bool IsStreamed => true;

    public override void Run(ref Ranges ranges)
    {
        var feed = new Feed<T>(this, ranges, default);
        _next.Run(ref feed);
    }

    public override ReadOnlySpan<T> Take(scoped ref Ranges ranges, Span<T> block)
    {
        int start = (int)ranges.Start;
        ranges.Frame.Position = _before + start;
        ranges.Start = ranges.End;
        return _batch.AsSpan(start..(int)ranges.End);
    }

    public override bool Advance()
    {
        if (_failure is not null)
        {
            throw Failures.Flatten(_failure);
        }

        if (_hasEnded)
        {
            return false;
        }

        if (_batch.Length < _size)
        {
            Return();
            _batch = ArrayPool<T>.Shared.Rent(_size);
        }

        _before += _count;
        _count = 0;
        try
        {
            while (_count < _size)
            {
                if (!_source.MoveNext())
                {
                    _hasEnded = true; // asked once more, not every enumerator says so again
                    break;
                }

                _batch[_count] = _source.Current;
                _count++;
                _cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (Exception e) when (!IsCancellation(e))
        {
            _failure = e; // the items before it are still run: one of them may fail first
            return _count > 0 ? true : throw Failures.Flatten(e);
        }

        _size = Math.Min(_size * Growth, LargestBatch);
        return _count > 0;
    }

    public void Dispose()
    {
        Return();
        _source.Dispose();
    }

    private bool IsCancellation(Exception error) =>
        error is OperationCanceledException cancellation && _cancellationToken.IsCancellationRequested && cancellation.CancellationToken == _cancellationToken;

    private void Return()
    {
        if (_batch.Length > 0)
        {
            Pooled.Return(_batch);
            _batch = [];
        }
    }
}

/// <summary>An enumerable that is pulled in blocks; what fails before its first item and after its last is noted in the frame.</summary>
internal readonly ref struct Pulled<T>
{
    private readonly Frame _frame;
    private readonly IEnumerator<T>? _source;

    public Pulled(IEnumerable<T> source, Frame frame)
    {
        _frame = frame;
        try
        {
            _source = source.GetEnumerator();
        }
        catch (Exception e)
        {
            frame.Fail(e);
        }
    }

    /// <summary>Writes the next items, and returns how many there were before the end or a failure.</summary>
    public int Fill(Span<T> items, out Exception? failure)
    {
        int count = 0;
        failure = null;
        try
        {
            while (count < items.Length && _source is not null && _source.MoveNext())
            {
                items[count] = _source.Current;
                count++;
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        return count;
    }

    public void Dispose()
    {
        try
        {
            _source?.Dispose();
        }
        catch (Exception e)
        {
            _frame.Fail(e);
        }
    }
}
