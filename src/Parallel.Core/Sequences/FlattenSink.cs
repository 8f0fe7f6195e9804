using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>Pushes the items of each item's collection: of arrays and lists, as they lie there.</summary>
internal sealed class FlattenSink<TIn, TOut>(Func<TIn, IEnumerable<TOut>> collection, Sink<TOut> next) : Sink<TIn>
{
    public override void Push(ReadOnlySpan<TIn> items, Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (TIn item in items)
        {
            if (frame.IsStopped)
            {
                return;
            }

            IEnumerable<TOut> inner;
            try
            {
                inner = collection(item) ?? throw new InvalidOperationException("The collection of an item is null.");
            }
            catch (Exception e)
            {
                frame.Fail(e);
                return;
            }

            if (inner.GetType() == typeof(TOut[]))
            {
                next.PushSliced(Unsafe.As<TOut[]>(inner), frame);
            }
            else if (inner.GetType() == typeof(List<TOut>))
            {
                next.PushSliced(CollectionsMarshal.AsSpan(Unsafe.As<List<TOut>>(inner)), frame);
            }
            else
            {
                PushEach(inner, frame);
            }
        }
    }

    private void PushEach(IEnumerable<TOut> inner, Frame frame)
    {
        TOut[] block = ArrayPool<TOut>.Shared.Rent(Block<TOut>.Size);
        try
        {
            using var source = new Pulled<TOut>(inner, frame);
            int count;
            do
            {
                count = source.Fill(block.AsSpan(0, frame.BlockSize), out Exception? failure);
                if (count > 0)
                {
                    next.Push(block.AsSpan(0, count), frame);
                }

                frame.Fail(failure);
            }
            while (count > 0 && !frame.IsStopped);
        }
        finally
        {
            Pooled.Return(block);
        }
    }
}
