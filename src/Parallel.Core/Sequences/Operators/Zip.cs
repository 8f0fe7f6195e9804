using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;
using ParallelCore.Scheduling;

namespace ParallelCore.Sequences;

internal static class ZipStages
{
    public static Stage<(TFirst First, TSecond Second)> Of<TFirst, TSecond>(Stage<TFirst> first, Stage<TSecond> second) => first.IsIndexed || second.IsIndexed
        ? new ZipStage<TFirst, TSecond>(first, second)
        : new BatchStage<(TFirst First, TSecond Second)>(execution => new ZipBatches<TFirst, TSecond>(first.Begin(execution), second.Begin(execution)));
}

/// <summary>Pairs of items at the same position; ends with the shorter sequence. One side's length is known.</summary>
internal sealed class ZipStage<TFirst, TSecond>(Stage<TFirst> first, Stage<TSecond> second) : Stage<(TFirst First, TSecond Second)>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<(TFirst First, TSecond Second)> next, Execution execution)
    {
        var sink = new ZipSink<TFirst, TSecond>(next);
        if (first.IsIndexed)
        {
            Driver driver = first.Link(sink, execution);
            sink.Second = new Reader<TSecond>(second.IsIndexed ? second : new CollectedStage<TSecond>(second, driver.Length), execution);
            return new SliceDriver(driver, 0, sink.Second.Length);
        }

        // Of what has to be gathered, no more than the other side has.
        sink.Second = new Reader<TSecond>(second.Indexed(), execution);
        return new CollectedStage<TFirst>(first, sink.Second.Length).Link(sink, execution);
    }
}

/// <summary>The same where neither side's length is known before it ends.</summary>
internal sealed class ZipBatches<TFirst, TSecond>(Batches<TFirst> first, Batches<TSecond> second) : Batches<(TFirst First, TSecond Second)>
{
    private ReadOnlyMemory<TFirst> _firsts;
    private ReadOnlyMemory<TSecond> _seconds;
    private (TFirst First, TSecond Second)[] _pairs = [];
    private bool _hasFirstEnded;

    /// <summary>After the last batch: true when both sides had as many items.</summary>
    public bool AreOfOneLength() => _hasFirstEnded && _seconds.IsEmpty && !second.Next(mayCut: true, out _);

    public override bool Next(bool mayCut, out ReadOnlyMemory<(TFirst First, TSecond Second)> items)
    {
        items = default;
        bool hasFirst = !_firsts.IsEmpty || first.Next(mayCut, out _firsts);
        if (!hasFirst)
        {
            _hasFirstEnded = true; // the second side isn't asked for what nobody wants
            return false;
        }

        if (_seconds.IsEmpty && !second.Next(mayCut, out _seconds))
        {
            return false;
        }

        int count = Math.Min(_firsts.Length, _seconds.Length);
        if (_pairs.Length < count)
        {
            _pairs = new (TFirst, TSecond)[count];
        }

        ReadOnlySpan<TFirst> firsts = _firsts.Span;
        ReadOnlySpan<TSecond> seconds = _seconds.Span;
        for (int i = 0; i < count; i++)
        {
            _pairs[i] = (firsts[i], seconds[i]);
        }

        _firsts = _firsts[count..];
        _seconds = _seconds[count..];
        items = _pairs.AsMemory(0, count);
        return true;
    }
}

internal sealed class ZipSink<TFirst, TSecond>(Sink<(TFirst First, TSecond Second)> next) : BlockSink<TFirst, (TFirst First, TSecond Second)>(next)
{
    /// <summary>Set before anything is pushed: which of two sequences is linked first depends on whose length is known.</summary>
    public Reader<TSecond> Second { get; set; } = null!;

    protected override void Make(scoped ref Feed<TFirst> feed, scoped Span<(TFirst First, TSecond Second)> output, scoped ref int made)
    {
        while (feed.Next(Math.Min(output.Length, Block<TSecond>.Size), out ReadOnlySpan<TFirst> items))
        {
            int count = Pair(items, output, feed.Frame.Position, out Exception? failure);
            Hand(output[..count], feed.Frame, ref made);
            feed.Frame.Fail(failure);
        }
    }

    private int Pair(ReadOnlySpan<TFirst> items, Span<(TFirst First, TSecond Second)> output, long position, out Exception? failure)
    {
        TSecond[] others = ArrayPool<TSecond>.Shared.Rent(Block<TSecond>.Size);
        try
        {
            int count = Second.Read(position, items.Length, others, out failure);
            for (int i = 0; i < count; i++)
            {
                output[i] = (items[i], others[i]);
            }

            return count;
        }
        finally
        {
            Pooled.Return(others);
        }
    }
}

/// <summary>Reads items of a stage with known positions, for operators that need them in another order or beside others.</summary>
internal sealed class Reader<T>
{
    private readonly Driver _driver;
    private readonly CancellationToken _cancellationToken;

    public Reader(Stage<T> source, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Debug.Assert(source.IsIndexed, "only known positions can be read");
        long before = execution.Skipped;
        execution.Skipped = before > 0 ? long.MaxValue : 0; // in whatever order they are read
        _driver = source.Link(ReadSink<T>.Instance, execution);
        execution.Skipped = before;
        _cancellationToken = execution.CancellationToken;
    }

    public long Length => _driver.Length;

    /// <summary>Reads <paramref name="count"/> items from <paramref name="start"/> on to the front of <paramref name="items"/>.</summary>
    /// <returns>How many were read: fewer when one failed, or when the call is cancelled.</returns>
    public int Read(long start, int count, T[] items, out Exception? failure)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        ReadFrame<T> frame = IdlePool<ReadFrame<T>>.Rent();
        frame.Begin(_cancellationToken);
        frame.Items = items;
        frame.Count = 0;
        try
        {
            _driver.Run(start, start + count, frame);
            failure = frame.Failure;
            return frame.Count;
        }
        finally
        {
            frame.End();
            IdlePool<ReadFrame<T>>.Return(frame);
        }
    }
}

internal sealed class ReadSink<T> : Sink<T>
{
    public static readonly ReadSink<T> Instance = new();

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        var read = Unsafe.As<ReadFrame<T>>(frame);
        items.CopyTo(read.Items.AsSpan(read.Count));
        read.Count += items.Length;
    }
}

/// <summary>The frame of a run whose items are wanted here and now, not handed on.</summary>
internal sealed class ReadFrame<T> : Frame
{
    /// <summary>Where the items go.</summary>
    public T[] Items = [];

    public int Count;

    public override void End()
    {
        base.End();
        Items = [];
    }
}
