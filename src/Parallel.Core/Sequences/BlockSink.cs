using System.Buffers;
using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>A sink that turns each block of items into at most as many others.</summary>
internal abstract class BlockSink<TIn, TOut>(Sink<TOut> next) : Sink<TIn>
{
    public sealed override void Push(ReadOnlySpan<TIn> items, Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Block<TOut>.IsForStack)
        {
            PushThroughStack(items, frame);
        }
        else
        {
            PushThroughPool(items, frame);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PushThroughStack(ReadOnlySpan<TIn> items, Frame frame)
    {
        Unsafe.SkipInit(out Block<TOut> block);
        PushThrough(items, block, frame);
    }

    private void PushThroughPool(ReadOnlySpan<TIn> items, Frame frame)
    {
        TOut[] block = ArrayPool<TOut>.Shared.Rent(Block<TOut>.Size);
        try
        {
            PushThrough(items, block, frame);
        }
        finally
        {
            Pooled.Return(block);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushThrough(ReadOnlySpan<TIn> items, Span<TOut> output, Frame frame)
    {
        long position = frame.Position;
        for (int start = 0; start < items.Length && !frame.IsStopped; start += frame.BlockSize)
        {
            frame.Position = position + start;
            Exception? failure = null;
            int made = Make(items.Slice(start, Math.Min(frame.BlockSize, items.Length - start)), output, frame, ref failure);
            if (made > 0)
            {
                next.Push(output[..made], frame);
            }

            frame.Fail(failure);
        }

        frame.Position = position;
    }

    /// <summary>Makes the output of one block, or of the items before the first that fails, and returns how many items were made.</summary>
    protected abstract int Make(ReadOnlySpan<TIn> items, Span<TOut> output, Frame frame, ref Exception? failure);
}
