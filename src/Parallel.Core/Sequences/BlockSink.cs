using System.Buffers;
using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>A sink that turns each block of items into at most as many others.</summary>
internal abstract class BlockSink<TIn, TOut>(Sink<TOut> next) : Sink<TIn>
{
    /// <summary>What failed is not a delegate of this sink.</summary>
    protected const int NotCalling = -1;

    protected Sink<TOut> Next => next;

    public sealed override void Run(scoped ref Feed<TIn> feed)
    {
        if (feed.IsWholeRun && LargeBlock<TOut>.IsForStack)
        {
            RunWithLargeBlock(ref feed);
        }
        else if (Block<TOut>.IsForStack)
        {
            RunWithBlock(ref feed);
        }
        else
        {
            RunWithPool(ref feed);
        }
    }

    /// <summary>For each block that the feed has: makes its output, and hands it on.</summary>
    /// <param name="feed">The items.</param>
    /// <param name="output">Room for the output of a block, and so for how many items a block may have.</param>
    /// <param name="made">While a delegate of this sink is called, how much output the items before its item gave. What it throws is for the caller to catch, since the JIT does less for loops inside a try.</param>
    protected abstract void Make(scoped ref Feed<TIn> feed, scoped Span<TOut> output, scoped ref int made);

    /// <summary>Ends a block.</summary>
    protected void Hand(ReadOnlySpan<TOut> output, Frame frame, ref int made)
    {
        made = NotCalling;
        if (!output.IsEmpty)
        {
            next.Push(output, frame);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunWithLargeBlock(scoped ref Feed<TIn> feed)
    {
        Unsafe.SkipInit(out LargeBlock<TOut> block);
        Run(ref feed, block);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunWithBlock(scoped ref Feed<TIn> feed)
    {
        Unsafe.SkipInit(out Block<TOut> block);
        Run(ref feed, block);
    }

    private void RunWithPool(scoped ref Feed<TIn> feed)
    {
        TOut[] block = ArrayPool<TOut>.Shared.Rent(Block<TOut>.Size);
        try
        {
            Run(ref feed, block.AsSpan(0, Block<TOut>.Size));
        }
        finally
        {
            Pooled.Return(block);
        }
    }

    private void Run(scoped ref Feed<TIn> feed, scoped Span<TOut> output)
    {
        int made = NotCalling;
        while (!TryRun(ref feed, output, ref made, out Exception? failure))
        {
            int before = made;
            Hand(output[..before], feed.Frame, ref made);
            feed.Frame.Fail(failure);
        }
    }

    private bool TryRun(scoped ref Feed<TIn> feed, scoped Span<TOut> output, scoped ref int made, out Exception? failure)
    {
        failure = null;
        try
        {
            Make(ref feed, output, ref made);
            return true;
        }
        catch (Exception e) when (IsOwn(made))
        {
            failure = e;
            return false;
        }
    }

    private static bool IsOwn(int made) => made != NotCalling;
}
