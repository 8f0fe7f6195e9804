using System.Buffers;
using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>One step of a linked chain: is handed items, and hands what it makes of them to the next one.</summary>
/// <remarks>
/// A sink holds no state of a run: any number of workers push through it at once, each with a frame of its own. Sinks are generic over the items on both of
/// their sides and never over the chain, so that a chain of any depth needs no code that a short one hasn't. Each overrides one of its two methods:
/// <see cref="Run"/> if it calls a delegate.
/// </remarks>
internal abstract class Sink<T>
{
    /// <summary>Takes the next items of a run, in order, at least one. Where each source index gives one item, <see cref="Frame.Position"/> is the first one's;
    /// it may be changed, and is restored.</summary>
    /// <remarks>What a delegate of this sink throws at an item is noted in the frame when the items before it have been handed on, because one of those may
    /// still fail in a later sink, which then is the failure that a sequential loop would have met, or may be all that is wanted. A sink without a next one
    /// just throws.</remarks>
    public virtual void Push(ReadOnlySpan<T> items, Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        long position = frame.Position;
        var feed = new Feed<T>(items, frame);
        Run(ref feed);
        frame.Position = position;
    }

    /// <summary>Takes all that a feed has.</summary>
    /// <remarks>The first sink of a chain has the run for itself. So a loop in here that calls a delegate is one activation as long as there is something to
    /// do: the runtime replaces it while it runs by a copy that inlines the delegate, instead of calling it for ever in the code that was compiled
    /// first.</remarks>
    public virtual void Run(scoped ref Feed<T> feed)
    {
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> items))
        {
            Push(items, feed.Frame);
        }
    }

    /// <summary>Pushes any number of items: at once or, where the run can be cancelled, so few at a time that it is soon seen.</summary>
    public void PushSliced(ReadOnlySpan<T> items, Frame frame)
    {
        if (items.IsEmpty)
        {
            return;
        }

        if (!frame.IsCancellable || items.Length <= frame.BlockSize)
        {
            Push(items, frame);
            return;
        }

        long position = frame.Position;
        for (int start = 0; start < items.Length && !frame.IsStopped; start += frame.BlockSize)
        {
            frame.Position = position + start;
            Push(items.Slice(start, Math.Min(frame.BlockSize, items.Length - start)), frame);
        }

        frame.Position = position;
    }
}

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
    /// <param name="made">While a delegate of this sink is called, how much output the items before its item gave. What it throws is for the caller to catch,
    /// since the JIT does less for loops inside a try.</param>
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

/// <summary>What a sink hands on at once, on the stack: nothing to allocate, to pool or to clear.</summary>
[InlineArray(Size)]
internal struct Block<T>
{
    /// <summary>Enough that a virtual call per block is cheap beside its items, and few enough that a hundred sinks in a row fit into a stack.</summary>
    public const int Size = 64;

    /// <summary>Larger items don't go on the stack.</summary>
    private const int LargestItem = 128;

    private T _first;

    public static bool IsForStack => Unsafe.SizeOf<T>() <= LargestItem;
}

/// <summary>A block for the first sink of a run, of which there is one: it need not be small.</summary>
[InlineArray(Size)]
internal struct LargeBlock<T>
{
    private const int Size = 256;

    private const int LargestItem = 32;

    private T _first;

    /// <summary>References would have to be cleared first.</summary>
    public static bool IsForStack => Unsafe.SizeOf<T>() <= LargestItem && !RuntimeHelpers.IsReferenceOrContainsReferences<T>();
}
