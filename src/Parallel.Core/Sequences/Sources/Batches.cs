using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ParallelCore.Algorithms;
using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>Items that come by and by: each batch lies in memory and is run in parallel before the next one is asked for.</summary>
/// <remarks>Batches grow, and are the same at every run, whoever works on them, unless they may be cut. Thread safety: of the calling thread.</remarks>
internal abstract class Batches<T>
{
    /// <summary>What has waited so long, in the clock's ticks, is handed on where a batch may be cut.</summary>
    protected static readonly long Patience = Stopwatch.Frequency / 1000;

    /// <summary>The enumerable that is pulled for these batches, if the next ones may be pulled while the present one is run.</summary>
    public virtual IPulled? Pulled => null;

    /// <summary>Goes on to the next batch, of at least one item. False when there are no more.</summary>
    /// <param name="mayCut">Whether a batch may be shorter than at another run, because a slow source would let its first items wait.</param>
    /// <param name="items">The items, which stay where they are until the next call.</param>
    /// <remarks>What fails is thrown when the items before it have been handed out: one of those may fail first.</remarks>
    public abstract bool Next(bool mayCut, out ReadOnlyMemory<T> items);
}

/// <summary>Batches for an operator that puts items of several together: what fails meanwhile comes behind that.</summary>
internal struct HeldBatches<T>(Batches<T> source)
{
    private ExceptionDispatchInfo? _failure;

    public readonly long LastPull => source.Pulled?.LastPull ?? 0;

    public readonly bool HasFailed => _failure is not null;

    /// <summary>Goes on to the next batch. False when there are no more, and when the next one has failed and the operator has something to hand out first.</summary>
    public bool Next(bool mayCut, bool hasItems, out ReadOnlyMemory<T> items)
    {
        items = default;
        try
        {
            if (_failure is null)
            {
                return source.Next(mayCut, out items);
            }
        }
        catch (Exception e) when (hasItems)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }

        if (!hasItems)
        {
            _failure.Throw();
        }

        return false;
    }
}

/// <summary>A source that the calling thread may pull while other workers run what it has pulled before.</summary>
internal interface IPulled
{
    /// <summary>True when <see cref="PullAhead"/> may find something.</summary>
    bool CanPullAhead { get; }

    /// <summary>How long the last batch took to be pulled, in the clock's ticks.</summary>
    long LastPull { get; }

    /// <summary>Fetches the next batch while the present one is run. Never throws.</summary>
    void PullAhead(bool mayCut);

    /// <summary>From another thread: what is pulled ahead isn't wanted, since the loop beside has failed.</summary>
    void StopPulling();
}

/// <summary>How many source indices are run, or items pulled, before they are handed on: few at first, and soon enough for hundreds of workers.</summary>
internal static class BatchSize
{
    public const int First = 16;

    private const long Growth = 16;

    /// <summary>Memory doesn't grow with the length.</summary>
    private const long Largest = 1 << 16;

    /// <summary>The size of the batch after one of this size.</summary>
    public static long After(long size) => Math.Min(size * Growth, Largest);
}

/// <summary>Items that come by and by: what is said about source indices is about the present batch's.</summary>
/// <param name="begin">Makes the batches of one call; they give back what they hold when it is over.</param>
internal sealed class BatchStage<T>(Func<Execution, Batches<T>> begin) : Stage<T>
{
    public override bool IsIndexed => false;

    public override bool HasPositions => true;

    public override bool IsBounded => true;

    public override bool IsStreamed => true;

    public override Driver Link(Sink<T> next, Execution execution) => new BatchDriver<T>(Begin(execution), next);

    public override Batches<T> Begin(Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return begin(execution);
    }
}

internal sealed class BatchDriver<T>(Batches<T> source, Sink<T> next) : FeedDriver<T>
{
    private ReadOnlyMemory<T> _items;
    private long _before;

    public override long Length => _items.Length;

    public override bool IsStreamed => true;

    public override IPulled? Pulled => source.Pulled;

    public override void Run(ref Ranges ranges)
    {
        var feed = new Feed<T>(this, ranges, default);
        next.Run(ref feed);
    }

    public override ReadOnlySpan<T> Take(scoped ref Ranges ranges, Span<T> block)
    {
        int start = (int)ranges.Start;
        ranges.Frame.Position = _before + start;
        ranges.Start = ranges.End;
        return _items.Span[start..(int)ranges.End];
    }

    public override bool Advance(bool mayCut)
    {
        _before += _items.Length;
        return source.Next(mayCut, out _items);
    }
}

/// <summary>Any enumerable, pulled by the calling thread.</summary>
internal sealed class PulledBatches<T> : Batches<T>, IPulled, IDisposable
{
    private const int None = -1;

    private readonly IEnumerator<T> _source;
    private readonly CancellationToken _cancellationToken;
    private Exception? _failure;
    private bool _hasEnded;
    private T[] _batch = [];
    private T[] _ahead = [];
    private int _aheadCount = None;
    private int _size = BatchSize.First;
    private volatile bool _isStopped;

    public PulledBatches(IEnumerable<T> source, Execution execution)
    {
        _cancellationToken = execution.CancellationToken;
        try
        {
            _source = source.GetEnumerator();
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }

        execution.Own(this);
    }

    public override IPulled Pulled => this;

    public bool CanPullAhead => _aheadCount == None && !_hasEnded && _failure is null;

    public long LastPull { get; private set; }

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        if (CanPullAhead)
        {
            PullAhead(mayCut);
        }

        int count = Math.Max(0, _aheadCount);
        _aheadCount = None;
        if (_failure is not null && (count == 0 || Failures.IsCancellation(_failure, _cancellationToken)))
        {
            Throw(_failure);
        }

        (_batch, _ahead) = (_ahead, _batch);
        items = _batch.AsMemory(0, count);
        if (count == 0)
        {
            ReturnAll();
        }

        return count > 0;
    }

    public void PullAhead(bool mayCut)
    {
        if (_ahead.Length < _size)
        {
            Return(ref _ahead);
            _ahead = ArrayPool<T>.Shared.Rent(_size);
        }

        int count = 0;
        int nextLook = 1;
        long start = Stopwatch.GetTimestamp();
        try
        {
            while (count < _size)
            {
                if (!_source.MoveNext())
                {
                    _hasEnded = true; // asked once more, not every enumerator says so again
                    break;
                }

                _ahead[count] = _source.Current;
                count++;
                _cancellationToken.ThrowIfCancellationRequested();
                if (_isStopped)
                {
                    break;
                }

                if (mayCut && count == nextLook)
                {
                    long elapsed = Stopwatch.GetTimestamp() - start;
                    if (elapsed >= Patience)
                    {
                        break;
                    }

                    nextLook = count + (int)Math.Clamp(count * (Patience - elapsed) / (elapsed + 1), 1, count);
                }
            }
        }
        catch (Exception e)
        {
            _failure = e;
        }

        _aheadCount = count;
        LastPull = Stopwatch.GetTimestamp() - start;
        if (count == _size)
        {
            _size = (int)BatchSize.After(_size);
        }
    }

    public void StopPulling() => _isStopped = true;

    public void Dispose()
    {
        ReturnAll();
        _source.Dispose();
    }

    private void ReturnAll()
    {
        Return(ref _batch);
        Return(ref _ahead);
    }

    private static void Return(ref T[] batch)
    {
        if (batch.Length > 0)
        {
            Pooled.Return(batch);
            batch = [];
        }
    }

    [DoesNotReturn]
    private void Throw(Exception error)
    {
        if (Failures.IsCancellation(error, _cancellationToken))
        {
            ExceptionDispatchInfo.Throw(error);
        }

        throw Failures.Flatten(error);
    }
}

/// <summary>What a chain gives, a window of its source at a time: for operators that need the positions of items, or their neighbours, but not all of
/// them.</summary>
internal sealed class StageBatches<T> : Batches<T>, IDisposable
{
    private readonly CollectPass<T> _pass;
    private T[] _items = [];

    /// <param name="source">The chain.</param>
    /// <param name="execution">The call.</param>
    /// <param name="takesWhile">If it isn't null, nothing counts from the first item on that fails this test.</param>
    public StageBatches(Stage<T> source, Execution execution, Func<T, bool>? takesWhile = null)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _pass = new CollectPass<T>(source, execution, takesWhile);
        execution.Own(this);
        execution.HasGathered = true;
    }

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        int count = 0;
        while (count == 0 && _pass.GatherNext(mayCut))
        {
            count = _pass.WindowCount;
        }

        items = count == 0 ? default : InOnePiece(count);
        if (count == 0)
        {
            Dispose(); // the call may go on for long with other parts of the chain
        }

        return count > 0;
    }

    public void Dispose()
    {
        _pass.Dispose();
        Return();
    }

    private ReadOnlyMemory<T> InOnePiece(int count)
    {
        if (_pass.Segments is [var only])
        {
            return only.Items.AsMemory(only.Offset, count);
        }

        if (_items.Length < count)
        {
            Return();
            _items = ArrayPool<T>.Shared.Rent(count);
        }

        _pass.CopyTo(_items.AsMemory(0, count));
        return _items.AsMemory(0, count);
    }

    private void Return()
    {
        if (_items.Length > 0)
        {
            Pooled.Return(_items);
            _items = [];
        }
    }
}
