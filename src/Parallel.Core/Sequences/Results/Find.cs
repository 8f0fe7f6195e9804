using System.Runtime;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Looks for an item: the first one, or any.</summary>
internal sealed class FindPass<T> : DriverPass<Frame<Found<T>>>
{
    private readonly object _lock = new();
    private readonly bool _isAnyWanted;
    private Found<T> _found;
    private long _foundIn = long.MaxValue;
    private long _from;

    public FindPass(Stage<T> source, Execution execution, Func<T, bool>? predicate, bool isAnyWanted = false)
        : this(sink => source.Link(sink, execution), execution, predicate, isAnyWanted)
    {
    }

    public FindPass(Func<Sink<T>, Driver> link, Execution execution, Func<T, bool>? predicate, bool isAnyWanted)
        : base(execution)
    {
        if (predicate is not null)
        {
            execution.Mix(predicate);
        }

        Driver = link(Terminals.Find(execution.Key, predicate));
        _isAnyWanted = isAnyWanted;
    }

    public long Length => Driver.Length;

    protected override Driver Driver { get; }

    protected override long From => _from;

    public Found<T> Find()
    {
        while (!_found.Exists && Driver.Advance(mayCut: true))
        {
            LoopPresent();
        }

        return _found;
    }

    /// <summary>The last item of a stage with known positions; no other one is computed.</summary>
    public Found<T> FindLast()
    {
        if (Driver.Length > 0)
        {
            _from = Driver.Length - 1;
            Loop(1, ChunkPolicy.Auto, Execution.Options);
        }

        return _found;
    }

    public override bool Next(ref Ranges ranges)
    {
        if (ranges.HasPiece)
        {
            EndPiece(ref ranges, Unsafe.As<Frame<Found<T>>>(ranges.Frame));
        }

        bool isThere = ranges.NextPiece();
        ranges.Frame.EndWith(this, ranges.PieceStart);
        return isThere;
    }

    private void EndPiece(ref Ranges ranges, Frame<Found<T>> frame)
    {
        if (frame.State.Exists)
        {
            Keep(ranges.PieceStart, frame.State);
            ranges.Break();
            return;
        }

        frame.ThrowIfFailed();
        if (IsEndedBefore(ranges.PieceStart))
        {
            ranges.Break();
        }
    }

    private void Keep(long start, in Found<T> found)
    {
        lock (_lock)
        {
            if (start < _foundIn)
            {
                _found = found;
                _foundIn = start;
                EndAt(_isAnyWanted ? -1 : start);
            }
        }
    }
}

/// <summary>Stops at the first item that passes a test, or at the first item.</summary>
internal sealed class FindSink<T, TShard>(Func<T, bool>? predicate) : Sink<T>
    where TShard : struct
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Func<T, bool>? matches = predicate;
        while (feed.Next(Block<T>.Size, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            for (int i = 0; i < items.Length; i++)
            {
                if (matches is null || matches(items[i]))
                {
                    Frame frame = feed.Frame;
                    Unsafe.As<Frame<Found<T>>>(frame).State = new Found<T>(true, items[i], frame.Position + i);
                    frame.Stop();
                    break;
                }
            }
        }
    }
}

/// <summary>An item that was looked for, or none.</summary>
internal readonly record struct Found<T>(bool Exists, T Value, long Position)
{
    /// <summary>The item, or an exception in the words of LINQ.</summary>
    public T OrThrow(bool hasPredicate) => Exists ? Value
        : throw new InvalidOperationException(hasPredicate ? "The sequence has no matching item." : "The sequence is empty.");
}

/// <summary>Whether two sequences are equal.</summary>
internal static class Comparison
{
    public static bool AreEqual<T>(Stage<T> first, Stage<T> second, IEqualityComparer<T> comparer, Execution execution)
    {
        if (first.IsIndexed && second.IsIndexed)
        {
            var reader = new Reader<T>(second, execution);
            FindPass<(T First, T Second)> pass = Unequal(sink => first.Link(new ZipSink<T, T>(sink) { Second = reader }, execution));
            return pass.Length == reader.Length && !pass.Find().Exists;
        }

        var pairs = new ZipBatches<T, T>(first.Begin(execution), second.Begin(execution));
        return !Unequal(sink => new BatchDriver<(T First, T Second)>(pairs, sink)).Find().Exists && pairs.AreOfOneLength();

        FindPass<(T First, T Second)> Unequal(Func<Sink<(T First, T Second)>, Driver> link) =>
            new(link, execution, pair => !comparer.Equals(pair.First, pair.Second), isAnyWanted: true);
    }
}
