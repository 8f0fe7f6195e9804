using System.Buffers;
using System.Diagnostics;
using ParallelCore.Algorithms;
using ParallelCore.Loops;
using ParallelCore.Scheduling;

namespace ParallelCore.Async;

/// <summary>
/// A stage that computes: lanes on the workers take blocks of items, one after the other, and each block is a loop that other workers may join; results are
/// passed on in order.
/// </summary>
/// <remarks>
/// A worker goes from block to block without the pool. Who takes the results is on the pool, and on a busy machine gets a processor some milliseconds late:
/// so several blocks for each worker may be begun before the first of them is taken. A block that costs much makes the next ones smaller.
/// </remarks>
internal sealed class ComputeStage<T, TResult>(Link<T> input, Func<T, TResult> selector, WorkStealingScheduler scheduler, int capacity)
{
    private const int AheadPerWorker = 4; // blocks
    private static readonly long s_long = Stopwatch.Frequency / 1000;

    private readonly int _most = Math.Clamp(capacity / (2 * scheduler.Workers), 1, Pumps.Block);
    private readonly RangeOptions _options = new() { Scheduler = scheduler };
    private readonly int _key = SiteCosts.Key(selector, 0);
    private int _size = 1;

    public async Task Pump(Link<TResult> output)
    {
        var call = new SelectCall<Block, Block>(
            new ItemSource<Block>(token => new Blocks(this, token)),
            scheduler.Workers + 1, // one more than run, for the spare of a body that blocks
            (block, _) => new ValueTask<Block>(Run(block)),
            new AsyncOptions { TaskScheduler = scheduler.AsTaskScheduler(), Window = AheadPerWorker * scheduler.Workers },
            IsOrdered: true,
            GivesFailures: false);
        await using var blocks = new SelectLoop<Block, Block>(call, output.Left);
        while (await blocks.MoveNextAsync().ConfigureAwait(false))
        {
            Block block = blocks.Current.ValueOrDefault;
            await Pumps.Pass(output, block.Results!, block.Count, block.Error).ConfigureAwait(false);
            Pooled.Return(block.Results!);
        }
    }

    /// <summary>On a worker.</summary>
    private Block Run(Block block)
    {
        T[] items = block.Items;
        TResult[] results = ArrayPool<TResult>.Shared.Rent(Math.Max(1, block.Count));
        block.Results = results;
        long start = Stopwatch.GetTimestamp();
        try
        {
            RunAll(block);
        }
        catch (Exception e) when (FirstOf(e) is { InnerException: { } error } first)
        {
            block.EndAt(first.Index, error);
        }

        Pooled.Return(items);
        Volatile.Write(ref _size, Stopwatch.GetTimestamp() - start < s_long ? Math.Min(_most, 2 * _size) : Math.Max(1, _size / 2));
        return block;
    }

    private void RunAll(Block block)
    {
        if (block.Count == 1)
        {
            // What the selector does to its thread's context ends with it, as in a loop.
            FlowingContext.Kept own = FlowingContext.Keep();
            try
            {
                RunOne(block, 0);
            }
            finally
            {
                own.GiveBack();
            }
        }
        else
        {
            IndexLoop<int>.Run(0, block.Count, ChunkPolicy.Auto, i => RunOne(block, i), _options, _key);
        }
    }

    private void RunOne(Block block, int i)
    {
        try
        {
            block.Results![i] = selector(block.Items[i]);
        }
        catch (Exception e)
        {
            throw new FailedItemException(i, e);
        }
    }

    /// <summary>The loop has put what its bodies have thrown in order, and has run all below the first.</summary>
    private static FailedItemException? FirstOf(Exception error) =>
        (error is AggregateException several ? several.InnerExceptions[0] : error) as FailedItemException;

    private sealed class Block(T[] items, int count)
    {
        public T[] Items => items;

        public TResult[]? Results { get; set; }

        /// <summary>The items, or those below the lowest failed one.</summary>
        public int Count { get; private set; } = count;

        public Exception? Error { get; private set; }

        /// <summary>A failure ends the block there: what is below it is passed on.</summary>
        public void EndAt(int failed, Exception error)
        {
            Count = failed;
            Error = error;
        }
    }

    /// <summary>Carries what a selector has thrown, and where, through the loop.</summary>
    private sealed class FailedItemException(int index, Exception error) : Exception(null, error)
    {
        public int Index => index;
    }

    /// <summary>As many items as are there, up to the size of a block.</summary>
    private sealed class Blocks : PulledItems<Block>
    {
        private readonly ComputeStage<T, TResult> _stage;
        private readonly CancellationTokenRegistration _registration;
        private Block? _current;

        public Blocks(ComputeStage<T, TResult> stage, CancellationToken cancellationToken)
        {
            _stage = stage;
            _registration = cancellationToken.UnsafeRegister(static stage => ((ComputeStage<T, TResult>)stage!).Leave(), stage);
        }

        public override Block Current => _current!;

        public override async ValueTask<bool> MoveNextAsync()
        {
            while (await _stage.Input.WaitToReadAsync().ConfigureAwait(false))
            {
                int size = Volatile.Read(ref _stage._size);
                T[] items = ArrayPool<T>.Shared.Rent(size);
                int count = _stage.Input.Read(items.AsSpan(0, size));
                if (count > 0)
                {
                    _current = new Block(items, count);
                    return true;
                }
            }

            return false;
        }

        public override async ValueTask DisposeAsync()
        {
            await _registration.DisposeAsync().ConfigureAwait(false);
            _stage.Leave();
        }
    }

    private Link<T> Input => input;

    private void Leave() => input.Leave();
}
