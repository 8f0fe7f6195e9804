using ParallelCore.Loops;
using ParallelCore.Scheduling;

namespace ParallelCore.Algorithms;

/// <summary>Prefix sums, in one pass over memory where all goes well: blocks are begun in order, and the prefix runs after them.</summary>
/// <remarks>SOURCE, ROLES, INVARIANTS, ORDERING, PROGRESS: README.md in this folder. The ids O1 to O3 and I1 to I4 are explained there.</remarks>
internal sealed class PrefixScan<T, TOperation> : IDisposable
    where TOperation : struct, IScanOperation<T>
{
    private readonly ReadOnlyMemory<T> _source;
    private readonly Memory<T> _destination;
    private readonly int _block;
    private readonly int _blocks;
    private readonly bool _isExclusive;
    private readonly TOperation _operation;
    private readonly CancellationToken _cancellationToken;
    private readonly Scratch<ScanCell<T>> _cells; // one more than blocks: the last one's prefix is the total
    private readonly List<(int Block, Exception Error)> _failures = [];
    private int _next;
    private int _stop = int.MaxValue;
    private int _hasDeferred;
    private bool _isPrefixLate; // a hint: races cost a wait

    private PrefixScan(ReadOnlyMemory<T> source, Memory<T> destination, int block, bool isExclusive, TOperation operation, RangeOptions? options)
    {
        _source = source;
        _destination = destination;
        _block = block;
        _blocks = Blocks.Count(source.Length, block);
        _isExclusive = isExclusive;
        _operation = operation;
        _cancellationToken = options?.CancellationToken ?? default;
        _cells = new Scratch<ScanCell<T>>(_blocks + 1);
        _cells.Span.Clear();
    }

    /// <summary>Scans a source that isn't empty.</summary>
    /// <param name="source">The items.</param>
    /// <param name="destination">As many; the same memory, or memory that doesn't overlap.</param>
    /// <param name="block">The items of a block, which decide what is combined with what.</param>
    /// <param name="isExclusive">Each result is that of the items before it. The first one is left to the caller.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="options">The caller's.</param>
    /// <param name="key">The cost's key.</param>
    /// <returns>What all items combine to.</returns>
    public static T Run(ReadOnlyMemory<T> source, Memory<T> destination, int block, bool isExclusive, TOperation operation, RangeOptions? options, int key)
    {
        using var scan = new PrefixScan<T, TOperation>(source, destination, block, isExclusive, operation, options);
        try
        {
            Loop.Run(0, scan._blocks, ChunkPolicy.Fixed(1), new ScanBody<T, TOperation>(scan), options, key);
            scan.FinishDeferred(options);
        }
        catch (OperationCanceledException) when (scan._failures.Count > 0)
        {
            // What a callback threw says more.
        }

        scan.ThrowIfFailed();
        return scan._cells.Span[scan._blocks].Prefix;
    }

    public void Dispose() => _cells.Dispose();

    /// <summary>Scans the next block that nobody has begun. False when a block before it has failed, or it does.</summary>
    public bool TryRunNext()
    {
        int block = Interlocked.Increment(ref _next) - 1; // I1
        if (block > Volatile.Read(ref _stop))
        {
            return false;
        }

        int current = block;
        try
        {
            RunBlock(block, ref current);
            return true;
        }
        catch (Exception e) when (!_cancellationToken.IsCancellationRequested)
        {
            Fail(current, e);
            return false;
        }
    }

    /// <summary>Combines a block with its prefix, if whoever brought that left it at that. False when this fails.</summary>
    public bool TryRunDeferred(int block)
    {
        if (_cells.Span[block].State != ScanState.Deferred)
        {
            return true;
        }

        try
        {
            Prepend(block);
            return true;
        }
        catch (Exception e) when (!_cancellationToken.IsCancellationRequested)
        {
            Fail(block, e);
            return false;
        }
    }

    private void RunBlock(int block, ref int current)
    {
        ref ScanCell<T> cell = ref _cells.Span[block];
        if (block == 0)
        {
            cell.Sum = Scan(block);
            PassOn(block, cell.Sum, ref current);
        }
        else if (Volatile.Read(ref cell.State) == ScanState.Preceded) // O1
        {
            cell.Sum = Scan(block, cell.Prefix);
            PassOn(block, _operation.Combine(cell.Prefix, cell.Sum), ref current);
        }
        else
        {
            cell.Sum = Scan(block);
            if (!Volatile.Read(ref _isPrefixLate))
            {
                Volatile.Write(ref _isPrefixLate, !TryAwaitPrefix(ref cell));
            }

            if (Interlocked.Exchange(ref cell.State, ScanState.Scanned) == ScanState.Preceded) // O2
            {
                Defer(ref cell); // until the prefix has been passed on
                PassOn(block, _operation.Combine(cell.Prefix, cell.Sum), ref current);
                current = block;
                cell.State = ScanState.Scanned;
                Prepend(block);
            }
        }
    }

    /// <summary>Tells the next block its prefix. If that one is scanned already, its worker has left it behind: its sum is passed on in the same way.</summary>
    private void PassOn(int block, T prefix, ref int current)
    {
        while (true)
        {
            block++;
            ref ScanCell<T> cell = ref _cells.Span[block];
            cell.Prefix = prefix;
            if (Interlocked.Exchange(ref cell.State, ScanState.Preceded) != ScanState.Scanned) // O3
            {
                if (Volatile.Read(ref _isPrefixLate))
                {
                    Volatile.Write(ref _isPrefixLate, false);
                }

                return;
            }

            current = block;
            Defer(ref cell);
            prefix = _operation.Combine(prefix, cell.Sum);
        }
    }

    private void Defer(ref ScanCell<T> cell)
    {
        cell.State = ScanState.Deferred;
        Volatile.Write(ref _hasDeferred, 1);
    }

    /// <summary>Waits as long as the block's items are likely to stay in the cache, while the block before it is nearly done.</summary>
    private static bool TryAwaitPrefix(ref ScanCell<T> cell)
    {
        var spinner = new Spinner(Spinner.UsualBudget);
        while (Volatile.Read(ref cell.State) != ScanState.Preceded)
        {
            if (!spinner.TrySpin(1))
            {
                return false;
            }
        }

        return true;
    }

    private void FinishDeferred(RangeOptions? options)
    {
        if (_hasDeferred != 0)
        {
            int end = Math.Min(_blocks, _stop);
            var body = new DeferredScanBody<T, TOperation>(this);
            int key = SiteCosts.Key<DeferredScanBody<T, TOperation>>();
            Loop.Run(0, end, ChunkPolicy.Fixed(1), body, options, key);
        }
    }

    /// <summary>Scans a block as if nothing came before it.</summary>
    private T Scan(int block)
    {
        ReadOnlySpan<T> source = SourceOf(block);
        Span<T> destination = DestinationOf(block);
        if (_operation.TryScan(default, source, destination, _isExclusive, out T sum))
        {
            return sum;
        }

        TOperation operation = _operation;
        sum = source[0];
        if (_isExclusive)
        {
            for (int i = 1; i < source.Length; i++)
            {
                T before = sum;
                sum = operation.Combine(sum, source[i]);
                destination[i] = before;
            }
        }
        else
        {
            destination[0] = sum;
            for (int i = 1; i < source.Length; i++)
            {
                sum = operation.Combine(sum, source[i]);
                destination[i] = sum;
            }
        }

        return sum;
    }

    /// <summary>As <see cref="Scan(int)"/> and <see cref="Prepend"/>, bit for bit.</summary>
    private T Scan(int block, T prefix)
    {
        ReadOnlySpan<T> source = SourceOf(block);
        Span<T> destination = DestinationOf(block);
        if (_operation.TryScan(prefix, source, destination, _isExclusive, out T sum))
        {
            return sum;
        }

        TOperation operation = _operation;
        sum = source[0];
        if (_isExclusive)
        {
            destination[0] = prefix;
            for (int i = 1; i < source.Length; i++)
            {
                T before = sum;
                sum = operation.Combine(sum, source[i]);
                destination[i] = operation.Combine(prefix, before);
            }
        }
        else
        {
            destination[0] = operation.Combine(prefix, sum);
            for (int i = 1; i < source.Length; i++)
            {
                sum = operation.Combine(sum, source[i]);
                destination[i] = operation.Combine(prefix, sum);
            }
        }

        return sum;
    }

    private void Prepend(int block)
    {
        T prefix = _cells.Span[block].Prefix;
        Span<T> items = DestinationOf(block);
        if (_isExclusive)
        {
            items[0] = prefix;
            items = items[1..];
        }

        _operation.CombineAll(prefix, items);
    }

    private ReadOnlySpan<T> SourceOf(int block) => _source.Span.Slice(block * _block, LengthOf(block));

    private Span<T> DestinationOf(int block) => _destination.Span.Slice(block * _block, LengthOf(block));

    private int LengthOf(int block) => Math.Min(_block, _source.Length - block * _block);

    private void Fail(int block, Exception error)
    {
        lock (_failures)
        {
            _failures.Add((block, error));
            _stop = Math.Min(_stop, block);
        }
    }

    private void ThrowIfFailed()
    {
        if (_failures.Count > 0)
        {
            throw Failures.Flatten([.. _failures.OrderBy(static failure => failure.Block).Select(static failure => failure.Error)]);
        }
    }
}

/// <summary>How far a block of a scan is.</summary>
internal static class ScanState
{
    /// <summary>Neither its prefix nor its sum is known.</summary>
    public const int Untouched = 0;

    /// <summary>Its prefix is known.</summary>
    public const int Preceded = 1;

    /// <summary>It is scanned as if nothing came before it, and its sum is known.</summary>
    public const int Scanned = 2;

    /// <summary>It is scanned, and its prefix is known but not yet part of its items.</summary>
    public const int Deferred = 3;
}

/// <summary>What the workers of a scan tell each other about a block.</summary>
internal struct ScanCell<T>
{
    /// <summary>A <see cref="ScanState"/>, as a number for atomic operations.</summary>
    public int State;

    /// <summary>What the block's items combine to.</summary>
    public T Sum;

    /// <summary>What all items before the block combine to.</summary>
    public T Prefix;
}

/// <summary>A block of a <see cref="PrefixScan{T, TOperation}"/> for each unit: the next one, not the unit's own.</summary>
internal readonly struct ScanBody<T, TOperation>(PrefixScan<T, TOperation> scan) : ILoopBody
    where TOperation : struct, IScanOperation<T>
{
    public long Invoke(long start, long end) => scan.TryRunNext() ? end : start;
}

/// <summary>The blocks of a <see cref="PrefixScan{T, TOperation}"/> whose prefix came after their worker had gone on.</summary>
internal readonly struct DeferredScanBody<T, TOperation>(PrefixScan<T, TOperation> scan) : ILoopBody
    where TOperation : struct, IScanOperation<T>
{
    public long Invoke(long start, long end) => scan.TryRunDeferred((int)start) ? end : start;
}
