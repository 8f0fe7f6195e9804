namespace ParallelCore.Algorithms;

/// <summary>Separates the items that a test keeps from the others, in order: block by block into a buffer, then from there to where they belong.</summary>
/// <remarks>
/// SOURCE: stream compaction by counts and prefix sums (Blelloch, "Prefix sums and their applications", 1990); the inner loop stores each item and moves on
/// by 0 or 1,
/// so that an unpredictable test costs no mispredicted jump. A block's kept items lie at the beginning of its part of the buffer,
/// the others, if wanted, at its end, backwards. The input is only read until the last test has been made, so a test that throws changes nothing.
/// </remarks>
internal readonly struct Compaction<T> : IDisposable
{
    /// <summary>So few items are copied sooner than shared.</summary>
    private const int FewCopies = 1 << 10;

    private readonly ReadOnlyMemory<T> _items;
    private readonly int _block;
    private readonly Scratch<T> _buffer;
    private readonly Scratch<int> _kept; // in the blocks before, once counted; one more than blocks

    private Compaction(ReadOnlyMemory<T> items, int block)
    {
        _items = items;
        _block = block;
        _buffer = new Scratch<T>(items.Length);
        _kept = new Scratch<int>(Blocks.Count(items.Length, block) + 1);
    }

    /// <summary>How many items are kept.</summary>
    public int Kept => _kept.Span[^1];

    private int BlockCount => _kept.Length - 1;

    /// <summary>Tests all items. Dispose of the result.</summary>
    public static Compaction<T> Of<TTest>(ReadOnlyMemory<T> items, int block, TTest test, bool keepsOthers, RangeOptions? options, int key)
        where TTest : struct, IItemTest<T>
    {
        var compaction = new Compaction<T>(items, block);
        try
        {
            var body = new CompactionBody<T, TTest>(compaction, test, keepsOthers);
            RangeLoop<CompactionBody<T, TTest>>.Run(0, compaction.BlockCount, ChunkPolicy.Fixed(1), body, options, key, out _);
        }
        catch
        {
            compaction.Dispose();
            throw;
        }

        Span<int> kept = compaction._kept.Span;
        kept[0] = 0;
        for (int i = 1; i < kept.Length; i++)
        {
            kept[i] += kept[i - 1];
        }

        return compaction;
    }

    /// <summary>Copies the kept items to the beginning of <paramref name="destination"/> and the others, if they are wanted, behind them.</summary>
    public void CopyTo(Memory<T> destination, bool withOthers, RangeOptions? options)
    {
        if (_items.Length <= FewCopies)
        {
            for (int block = 0; block < BlockCount; block++)
            {
                Copy(block, destination.Span, withOthers);
            }

            return;
        }

        var body = new CompactionCopyBody<T>(this, destination, withOthers);
        RangeLoop<CompactionCopyBody<T>>.Run(0, BlockCount, ChunkPolicy.Fixed(1), body, FinalPass.Of(options), SiteCosts.Key<CompactionCopyBody<T>>(), out _);
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _kept.Dispose();
    }

    public void Test<TTest>(int block, TTest test, bool keepsOthers)
        where TTest : struct, IItemTest<T>
    {
        int start = block * _block;
        ReadOnlySpan<T> items = _items.Span;
        ReadOnlySpan<T> own = items.Slice(start, LengthOf(block));
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

        _kept.Span[block + 1] = kept;
    }

    public void Copy(int block, Span<T> destination, bool withOthers)
    {
        int start = block * _block;
        int length = LengthOf(block);
        ReadOnlySpan<int> kept = _kept.Span;
        int keptHere = kept[block + 1] - kept[block];
        Span<T> buffer = _buffer.Span.Slice(start, length);
        buffer[..keptHere].CopyTo(destination[kept[block]..]);
        if (withOthers)
        {
            Span<T> others = buffer[keptHere..];
            others.Reverse();
            others.CopyTo(destination[(Kept + start - kept[block])..]);
        }
    }

    private int LengthOf(int block) => Math.Min(_block, _items.Length - block * _block);
}
