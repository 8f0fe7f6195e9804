using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Algorithms;
using ParallelCore.Loops;
using ParallelCore.Primitives;

namespace ParallelCore.Sequences;

/// <summary>Gathers the items of a stage whose positions aren't known before it has run.</summary>
/// <remarks>
/// Each piece of the loop gathers its own items; afterwards these are copied, in the order of the pieces. Where no source index gives more than one item, all
/// pieces write into one array at the places of their indices, which costs nothing to set up; elsewhere each has a pooled array that grows.
/// </remarks>
internal sealed class CollectPass<T> : DriverPass<Frame<Segment<T>>>, IDisposable
{
    /// <summary>At least so many source indices, and one for each worker, are run first when only some items are wanted; then ever more. What is found is the
    /// same for any.</summary>
    private const long LeastWindow = 16;

    private const long LargestFirstWindow = 1024;

    /// <summary>More items than there are: but with a limit, those before one that failed count.</summary>
    private const long Any = long.MaxValue - 1;

    /// <summary>Pieces don't share an array of more bytes than this, which would be as large even if few items are kept.</summary>
    private const long LargestShared = 1 << 28;

    /// <summary>A piece costs a lock and a segment; smaller chunks are put together.</summary>
    private const long MostPieces = 1 << 16;

    private readonly object _lock = new();
    private readonly bool _isBounded;
    private readonly long _limit;
    private readonly bool _isSparing;
    private SegmentList<T> _segments;
    private WindowSize _windows;
    private T[]? _shared;
    private long _from;
    private long _next;
    private long _end;
    private long _window;
    private long _total;
    private bool _hasEnded;

    /// <summary>What the first item behind those that were gathered has thrown.</summary>
    private Exception? _failure;

    /// <summary>For the first items, see <see cref="Gather()"/>.</summary>
    public CollectPass(Stage<T> source, Execution execution, long limit)
        : this(source, execution, limit, takesWhile: null)
    {
    }

    /// <summary>For items that are handed out a window at a time, see <see cref="GatherNext"/>; for those before the first that fails the test, if there is
    /// one.</summary>
    public CollectPass(Stage<T> source, Execution execution, Func<T, bool>? takesWhile)
        : this(source, execution, Any, takesWhile)
    {
    }

    private CollectPass(Stage<T> source, Execution execution, long limit, Func<T, bool>? takesWhile)
        : base(execution)
    {
        var sink = new CollectSink<T>();
        Driver = source.Link(takesWhile is null ? sink : new TakeWhileSink<T>(takesWhile, sink), execution);
        _isBounded = source.IsBounded;
        _limit = limit;
        _isSparing = execution.HandsOut;
        _windows = new WindowSize(execution.Workers);
    }

    protected override Driver Driver { get; }

    protected override long From => _from;

    /// <summary>How many items the last <see cref="GatherNext"/> has gathered.</summary>
    public int WindowCount { get; private set; }

    /// <summary>What was gathered, in order.</summary>
    public ReadOnlySpan<Segment<T>> Segments => _segments.Items;

    /// <summary>Gathers the first items: all of them, or as many as the limit.</summary>
    /// <returns>How many there are.</returns>
    public int Gather()
    {
        GatherAll();
        ThrowIfFailed();
        return checked((int)Math.Min(_total, _limit));
    }

    /// <summary>The same, up to the first item that has failed; without a limit, some of those before it may be missing.</summary>
    /// <param name="failure">What that has thrown; null if none has failed.</param>
    public int Gather(out Exception? failure)
    {
        try
        {
            GatherAll();
        }
        catch (AggregateException e)
        {
            _failure = e; // of the loop, or of the next batch of a streamed source
        }

        failure = _failure;
        return checked((int)Math.Min(_total, _limit));
    }

    private void GatherAll()
    {
        bool isDone = _limit == 0;
        if (Driver.IsStreamed)
        {
            while (!isDone && Driver.Advance(mayCut: true))
            {
                // What a limit makes needless isn't pulled.
                isDone = _limit == long.MaxValue ? LoopBesidePull(mayCut: true) : LoopPresent();
            }
        }
        else
        {
            long window = _limit != long.MaxValue ? FirstWindow(_limit, Execution.Workers) : Driver.Length;
            for (long from = 0; !isDone && from < Driver.Length; from += window)
            {
                window = Math.Min(from == 0 ? window : from, Driver.Length - from);
                isDone = Gather(from, window);
            }
        }
    }

    /// <summary>Gathers the items of the next source indices instead of those before; there may be none. False when there are no more.</summary>
    /// <param name="mayCut">As for <see cref="Driver.Advance"/>.</param>
    /// <remarks>Where the call hands out items, a window is the shorter the longer they take and the more memory (<see cref="WindowSize"/>); otherwise it depends on
    /// nothing but how many there were before. A failure is thrown by the call after the one that gathered the items before it.</remarks>
    public bool GatherNext(bool mayCut)
    {
        Forget();
        ThrowIfFailed();
        if (_hasEnded || !TryAdvance(mayCut))
        {
            return false;
        }

        long before = _total;
        long rest = Driver.Length - _next;
        if (_isSparing)
        {
            _window = Math.Min(rest, _windows.Next);
            long start = Stopwatch.GetTimestamp();
            _hasEnded = Gather(_next, _window);
            _windows.End(_window, (_total - before) * Unsafe.SizeOf<T>(), Stopwatch.GetTimestamp() - start);
        }
        else
        {
            _window = Driver.IsStreamed ? rest : Math.Min(rest, _window == 0 ? BatchSize.First : BatchSize.After(_window));
            _hasEnded = Gather(_next, _window);
        }

        _next += _window;
        WindowCount = checked((int)(_total - before));
        return true;
    }

    /// <summary>How many source indices are run before it is looked whether that was enough.</summary>
    public static long FirstWindow(long limit, int workers) =>
        Math.Max(Math.Clamp(2 * Math.Min(limit, LargestFirstWindow), LeastWindow, LargestFirstWindow), workers);

    /// <summary>Copies what was gathered, in order, and as much as there is room for.</summary>
    public void CopyTo(Memory<T> target) => new ConcatenatePass<T>(_segments, target, Execution).Copy();

    /// <summary>Gives all pooled memory back.</summary>
    public void Dispose()
    {
        _segments.Dispose();
        ReturnShared();
    }

    public override bool Next(ref Ranges ranges)
    {
        Frame<Segment<T>> frame = Unsafe.As<Frame<Segment<T>>>(ranges.Frame);
        if (ranges.HasPiece)
        {
            EndPiece(ref ranges, frame);
            if (_isSparing)
            {
                _windows.Add(frame.AllocatedBefore);
            }
        }

        bool isThere = ranges.NextPiece();
        if (_isSparing)
        {
            frame.AllocatedBefore = WindowSize.Allocated();
        }

        frame.EndWith(this, ranges.PieceStart);
        frame.State = new Segment<T> { Start = ranges.PieceStart };
        if (_shared is not null)
        {
            frame.State.Items = _shared;
            frame.State.Offset = (int)ranges.PieceStart;
            frame.State.Capacity = (int)(ranges.PieceEnd - ranges.PieceStart);
            frame.State.IsShared = true;
        }

        return isThere;
    }

    protected override void Release(Frame<Segment<T>> frame) => frame.State.Release();

    protected override bool LoopPresent() => Gather(0, Driver.Length);

    private void EndPiece(ref Ranges ranges, Frame<Segment<T>> frame)
    {
        ref Segment<T> segment = ref frame.State;
        if (!segment.IsLast)
        {
            if (_limit == long.MaxValue)
            {
                frame.ThrowIfFailed();
            }

            // With a limit, the items before this one may be all that is wanted.
            segment.Failure = frame.Failure;
            segment.IsLast = frame.Failure is not null;
        }

        if (segment.Count > 0 || segment.IsLast)
        {
            lock (_lock)
            {
                _segments.Add(segment);
                segment.Items = null; // whoever takes the next piece off may fail: the memory is the list's now
                if (segment.IsLast)
                {
                    EndAt(segment.Start);
                }
            }
        }

        if (segment.IsLast)
        {
            ranges.Break();
        }
    }

    /// <summary>Drops the items of the last window: what it held may be much, and the next one may be shorter.</summary>
    private void Forget()
    {
        if (_shared is not null && RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            foreach (ref readonly Segment<T> segment in _segments.Items)
            {
                if (segment.IsShared)
                {
                    segment.Items.AsSpan(segment.Offset, segment.Count).Clear();
                }
            }
        }

        _segments.RemoveFrom(0);
    }

    /// <summary>Goes on to the next batch of a streamed source when the last one has been gathered. False when there are no more source indices.</summary>
    private bool TryAdvance(bool mayCut)
    {
        if (!Driver.IsStreamed)
        {
            return _next < Driver.Length;
        }

        if (_next < _end)
        {
            return true;
        }

        _next = 0;
        bool isThere = Driver.Advance(mayCut);
        _end = isThere ? Driver.Length : 0;
        return isThere;
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            throw Failures.Flatten(_failure);
        }
    }

    private void ReturnShared()
    {
        if (_shared is not null)
        {
            Pooled.Return(_shared);
            _shared = null;
        }
    }

    /// <summary>One worker alone leaves them in order.</summary>
    private static void SortByStart(Span<Segment<T>> segments)
    {
        for (int i = 1; i < segments.Length; i++)
        {
            if (segments[i].Start < segments[i - 1].Start)
            {
                segments.Sort(static (a, b) => a.Start.CompareTo(b.Start));
                return;
            }
        }
    }

    /// <summary>Runs so many source indices. True when no more are wanted.</summary>
    private bool Gather(long from, long count)
    {
        _from = from;
        bool isOnly = _limit == Any || (count == Driver.Length && !Driver.IsStreamed); // of the windows whose items are kept
        if (isOnly && _isBounded && count <= LargestShared / Unsafe.SizeOf<T>() && !(_shared?.Length >= count))
        {
            ReturnShared();
            _shared = ArrayPool<T>.Shared.Rent((int)count);
        }

        int known = _segments.Count;
        bool isStopped = Loop(count, FixedChunks.AtMost(MostPieces, count, Execution.ChunkOf(Driver, count)), Execution.Options);
        Span<Segment<T>> added = _segments.Items[known..];
        SortByStart(added);
        foreach (ref Segment<T> segment in added)
        {
            known++;
            _total += segment.Count;
            if (segment.IsLast)
            {
                _failure = _total < _limit ? segment.Failure : null;
                break;
            }
        }

        _segments.RemoveFrom(known);
        return isStopped || _total >= _limit;
    }
}

/// <summary>Appends items to the segment of the piece that runs.</summary>
internal sealed class CollectSink<T> : Sink<T>
{
    private const int LeastCapacity = 64;

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref Segment<T> segment = ref Unsafe.As<Frame<Segment<T>>>(frame).State;
        if (segment.Capacity - segment.Count < items.Length)
        {
            Grow(ref segment, segment.Count + items.Length);
        }

        items.CopyTo(segment.Items.AsSpan(segment.Offset + segment.Count));
        segment.Count += items.Length;
    }

    private static void Grow(ref Segment<T> segment, int needed)
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(Math.Max(needed, LeastCapacity), (int)Math.Min(2L * segment.Count, Array.MaxLength)));
        segment.Span.CopyTo(larger);
        segment.Release();
        segment.Items = larger;
        segment.Offset = 0;
        segment.Capacity = larger.Length;
        segment.IsShared = false;
    }
}

/// <summary>All items of a stage, in memory.</summary>
internal static class Collected
{
    /// <summary>As they lie there, or computed now.</summary>
    public static ReadOnlyMemory<T> Memory<T>(Stage<T> source, Execution execution) =>
        source is MemoryStage<T> memory ? memory.Items : Array(source, execution);

    /// <summary>In an array of their own.</summary>
    public static T[] Array<T>(Stage<T> source, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (source.IsIndexed)
        {
            var copy = new CopyPass<T>(source, execution);
            T[] all = NewArray<T>(checked((int)copy.Length));
            copy.CopyTo(all);
            return all;
        }

        using var pass = new CollectPass<T>(source, execution, long.MaxValue);
        T[] items = NewArray<T>(pass.Gather());
        pass.CopyTo(items);
        return items;
    }

    /// <summary>In a list of their own.</summary>
    public static List<T> List<T>(Stage<T> source, Execution execution)
    {
        if (source.IsIndexed)
        {
            var copy = new CopyPass<T>(source, execution);
            List<T> all = NewList<T>(checked((int)copy.Length));
            copy.CopyTo(ListMemory<T>.Of(all));
            return all;
        }

        using var pass = new CollectPass<T>(source, execution, long.MaxValue);
        List<T> items = NewList<T>(pass.Gather());
        pass.CopyTo(ListMemory<T>.Of(items));
        return items;
    }

    /// <summary>In the caller's memory. Returns how many there are.</summary>
    public static int CopyTo<T>(Stage<T> source, Execution execution, Memory<T> destination)
    {
        if (source.IsIndexed)
        {
            var copy = new CopyPass<T>(source, execution);
            ThrowIfTooShort(destination, copy.Length);
            copy.CopyTo(destination);
            return (int)copy.Length;
        }

        using var pass = new CollectPass<T>(source, execution, long.MaxValue);
        int count = pass.Gather();
        ThrowIfTooShort(destination, count);
        pass.CopyTo(destination);
        return count;
    }

    /// <summary>In two arrays of their own, by a test.</summary>
    public static (T[] Matching, T[] Others) Partition<T>(Stage<T> source, Execution execution, Func<T, bool> predicate)
    {
        ReadOnlyMemory<Tested<T>> tested = Array(new SelectStage<T, Tested<T>, Tested<T>.Selector>(source, new(predicate)), execution);
        Execution quiet = execution.Inside(reports: false);
        return (Part(true), Part(false));

        T[] Part(bool isMatch) => Array(
            new SelectStage<Tested<T>, T, Tested<T>.Item>(new WhereStage<Tested<T>, Tested<T>.Predicate>(new MemoryStage<Tested<T>>(tested), new(isMatch)), default), quiet);
    }

    private static T[] NewArray<T>(int length) => length == 0 ? [] : GC.AllocateUninitializedArray<T>(length);

    private static List<T> NewList<T>(int count)
    {
        var list = new List<T>(count);
        CollectionsMarshal.SetCount(list, count);
        return list;
    }

    private static void ThrowIfTooShort<T>(Memory<T> destination, long count)
    {
        if (destination.Length < count)
        {
            throw new ArgumentException($"There are {count} items, and room for {destination.Length} only.", nameof(destination));
        }
    }
}
