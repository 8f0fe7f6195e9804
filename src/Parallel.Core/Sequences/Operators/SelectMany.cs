using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelCore.Sequences;

internal sealed class SelectManyStage<TIn, TOut>(Stage<TIn> source, Func<TIn, IEnumerable<TOut>> collection) : OperatorStage<TIn, TOut>(source)
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    public override bool IsBounded => false;

    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(collection);
        return new FlattenSink<TIn, TOut>(collection, next);
    }
}

/// <summary>Pushes the items of each item's collection: of arrays and lists, as they lie there.</summary>
internal sealed class FlattenSink<TIn, TOut>(Func<TIn, IEnumerable<TOut>> collection, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
{
    [BypassReadyToRun]
    protected override void Make(scoped ref Feed<TIn> feed, scoped Span<TOut> output, scoped ref int made)
    {
        Func<TIn, IEnumerable<TOut>> select = collection;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<TIn> block))
        {
            ReadOnlySpan<TIn> items = block;
            for (int i = 0; i < items.Length && !feed.Frame.IsStopped; i++)
            {
                made = 0;
                IEnumerable<TOut> inner = select(items[i]);
                made = NotCalling;
                Push(inner, output, feed.Frame);
            }
        }
    }

    private void Push(IEnumerable<TOut>? inner, Span<TOut> output, Frame frame)
    {
        if (inner is null)
        {
            frame.Fail(new InvalidOperationException("The collection of an item is null."));
        }
        else if (inner.GetType() == typeof(TOut[]))
        {
            Next.PushSliced(Unsafe.As<TOut[]>(inner), frame);
        }
        else if (inner.GetType() == typeof(List<TOut>))
        {
            Next.PushSliced(CollectionsMarshal.AsSpan(Unsafe.As<List<TOut>>(inner)), frame);
        }
        else
        {
            PushEach(inner, output, frame);
        }
    }

    private void PushEach(IEnumerable<TOut> inner, Span<TOut> output, Frame frame)
    {
        using var source = new Pulled<TOut>(inner, frame);
        Span<TOut> block = output[..Math.Min(output.Length, frame.BlockSize)];
        int count;
        do
        {
            count = source.Fill(block, out Exception? failure);
            if (count > 0)
            {
                Next.Push(block[..count], frame);
            }

            frame.Fail(failure);
        }
        while (count > 0 && !frame.IsStopped);
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
