using ParallelCore.Loops;

namespace ParallelCore.Algorithms;

/// <summary>Separates the items that a test keeps from the others, in order: run by run into a buffer, then from there to where they belong.</summary>
/// <remarks>
/// SOURCE: stream compaction by counts and prefix sums (Blelloch, "Prefix sums and their applications", 1990); the inner loop stores each item and moves on
/// by 0 or 1, so that an unpredictable test costs no mispredicted jump.
/// A run is what a piece of the loop has tested, whatever its length: the result is the same for any. A run's kept items lie at the beginning of its part of
/// the buffer, the others, if wanted, at its end, backwards. The input is only read until the last test has been made, so a test that throws changes nothing.
/// </remarks>
internal struct Compaction<T> : IDisposable
{
    /// <summary>So few items are copied sooner than shared.</summary>
    private const int FewCopies = 1 << 10;

    private readonly ReadOnlyMemory<T> _items;
    private readonly int _grain;
    private readonly Scratch<T> _buffer;
    private readonly Scratch<Run> _runs; // each at its first unit, until all are there; then in a row, and one more for the end
    private int _count;

    private Compaction(ReadOnlyMemory<T> items, int grain)
    {
        _items = items;
        _grain = grain;
        _buffer = new Scratch<T>(items.Length);
        _runs = new Scratch<Run>(Blocks.Count(items.Length, grain) + 1);
    }

    /// <summary>How many items are kept.</summary>
    public readonly int Kept => _runs.Span[_count].Kept;

    /// <summary>Tests all items. Dispose of the result.</summary>
    public static Compaction<T> Of<TTest>(ReadOnlyMemory<T> items, int grain, TTest test, bool keepsOthers, RangeOptions? options, int key)
        where TTest : struct, IItemTest<T>
    {
        var compaction = new Compaction<T>(items, grain);
        try
        {
            var body = new CompactionBody<T, TTest>(compaction, test, keepsOthers);
            Loop.Run(0, compaction._runs.Length - 1, ChunkPolicy.Auto, body, options, key);
        }
        catch
        {
            compaction.Dispose();
            throw;
        }

        compaction.PlaceRuns();
        return compaction;
    }

    /// <summary>Copies the kept items to the beginning of <paramref name="destination"/> and the others, if they are wanted, behind them.</summary>
    public readonly void CopyTo(Memory<T> destination, bool withOthers, RangeOptions? options)
    {
        var body = new CompactionCopyBody<T>(this, destination, withOthers);
        if (_items.Length <= FewCopies)
        {
            body.Invoke(0, _count);
        }
        else
        {
            Loop.Run(0, _count, ChunkPolicy.Auto, body, FinalPass.Of(options));
        }
    }

    public readonly void Dispose()
    {
        _buffer.Dispose();
        _runs.Dispose();
    }

    /// <summary>Tests the items of units [first, end), and leaves a run.</summary>
    public readonly void Test<TTest>(int first, int end, TTest test, bool keepsOthers)
        where TTest : struct, IItemTest<T>
    {
        int start = first * _grain;
        ReadOnlySpan<T> items = _items.Span;
        ReadOnlySpan<T> own = items[start..(end == _runs.Length - 1 ? items.Length : end * _grain)];
        Span<T> buffer = _buffer.Span.Slice(start, own.Length);
        int kept = 0;
        for (int i = 0; i < own.Length; i++)
        {
            T item = own[i];
            bool isKept = test.IsKept(item, items, start + i);
            if (keepsOthers)
            {
                buffer[buffer.Length - 1 - i + kept] = item;
            }

            buffer[kept] = item;
            kept += isKept ? 1 : 0;
        }

        _runs.Span[first] = new Run(end, kept);
    }

    public readonly void Copy(int run, Span<T> destination, bool withOthers)
    {
        (int start, int before) = _runs.Span[run];
        (int end, int after) = _runs.Span[run + 1];
        Span<T> buffer = _buffer.Span[start..end];
        int kept = after - before;
        buffer[..kept].CopyTo(destination[before..]);
        if (withOthers)
        {
            Span<T> others = buffer[kept..];
            others.Reverse();
            others.CopyTo(destination[(Kept + start - before)..]);
        }
    }

    /// <summary>From where each run ends and how many it keeps, to where it starts and how many are kept before it.</summary>
    private void PlaceRuns()
    {
        Span<Run> runs = _runs.Span;
        int units = runs.Length - 1;
        int kept = 0;
        for (int unit = 0; unit < units; _count++)
        {
            Run run = runs[unit];
            runs[_count] = new Run(unit * _grain, kept);
            unit = run.Place;
            kept += run.Kept;
        }

        runs[_count] = new Run(_items.Length, kept);
    }

    private readonly record struct Run(int Place, int Kept);
}

/// <summary>Tests the items of a <see cref="Compaction{T}"/>.</summary>
internal readonly struct CompactionBody<T, TTest>(Compaction<T> compaction, TTest test, bool keepsOthers) : ILoopBody
    where TTest : struct, IItemTest<T>
{
    public long Invoke(long start, long end)
    {
        compaction.Test((int)start, (int)end, test, keepsOthers);
        return end;
    }
}

/// <summary>Brings the runs of a <see cref="Compaction{T}"/> to where they belong.</summary>
internal readonly struct CompactionCopyBody<T>(Compaction<T> compaction, Memory<T> destination, bool withOthers) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        for (int run = (int)start; run < end; run++)
        {
            compaction.Copy(run, destination.Span, withOthers);
        }

        return end;
    }
}

/// <summary>Options for a pass that moves items about: stopped half-way, it would lose some and double others.</summary>
internal static class FinalPass
{
    /// <summary>Same workers, but nothing that could stop the loop.</summary>
    public static RangeOptions? Of(RangeOptions? options) =>
        options is null or { CancellationToken.CanBeCanceled: false, Progress: null, Report: null } ? options
            : new RangeOptions { MaxWorkers = options.MaxWorkers, Scheduler = options.Scheduler, Name = options.Name };
}

/// <summary>Tells whether an item is kept, which may depend on the others.</summary>
internal interface IItemTest<T>
{
    bool IsKept(T item, ReadOnlySpan<T> items, int index);
}

/// <summary>Keeps an item that differs from the one before it.</summary>
internal readonly struct NeighbourTest<T, TComparer>(TComparer comparer) : IItemTest<T>
    where TComparer : IEqualityComparer<T>
{
    public bool IsKept(T item, ReadOnlySpan<T> items, int index) => index == 0 || !comparer.Equals(items[index - 1], item);
}

/// <summary>Keeps what the caller's predicate is <paramref name="kept"/> for.</summary>
internal readonly struct PredicateTest<T>(Func<T, bool> predicate, bool kept) : IItemTest<T>
{
    public bool IsKept(T item, ReadOnlySpan<T> items, int index) => predicate(item) == kept;
}
