using System.Numerics;
using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore.Algorithms;

/// <summary>Throws each item into a random bucket, then shuffles each bucket.</summary>
/// <remarks>
/// SOURCE: Sanders, "Random permutations on distributed, external and hierarchical memory" (1998); inside a bucket Fisher and Yates (Durstenfeld, 1964),
/// "inside out". Every permutation is as likely as any
/// other, whatever the sizes of the buckets turn out to be. The bucket is a function of seed and index, so it isn't stored but drawn twice: once to count,
/// once to move.
/// </remarks>
internal readonly struct BucketShuffle<T> : IDisposable
{
    /// <summary>So many bytes are shuffled sooner than dealt out.</summary>
    private const int FewBytes = 1 << 18;

    /// <summary>A bucket stays in a core's first-level cache, and there are enough of them for many cores.</summary>
    private const int BucketBytes = 1 << 15;

    private const int MostBuckets = 1 << 10;
    private const int LeastBlock = 1 << 14;

    private readonly Memory<T> _items;
    private readonly ulong _seed;
    private readonly int _bits;
    private readonly int _block;
    private readonly int _blocks;
    private readonly Scratch<T> _buffer;
    private readonly Scratch<int> _places; // a row for each block: how many of its items are in each bucket, then where they go

    private BucketShuffle(Memory<T> items, ulong seed, int bits, int block)
    {
        _items = items;
        _seed = seed;
        _bits = bits;
        _block = block;
        _blocks = Blocks.Count(items.Length, block);
        _buffer = new Scratch<T>(items.Length);
        _places = new Scratch<int>(_blocks << bits);
    }

    /// <summary>How many bits choose the bucket.</summary>
    public static int BitsFor(int length)
    {
        long bytes = (long)length * Unsafe.SizeOf<T>();
        return bytes < FewBytes ? 0 : BitOperations.Log2((uint)Math.Min(bytes / BucketBytes, MostBuckets));
    }

    /// <summary>How many items count and move together.</summary>
    public static int BlockFor(int length) => Blocks.Of(length, LeastBlock);

    /// <summary>Shuffles the items. No bits: in place, by the calling thread.</summary>
    public static void Run(Memory<T> items, ulong seed, int bits, int block, RangeOptions? options)
    {
        if (bits == 0 || items.IsEmpty)
        {
            var whole = new WholeShuffleBody<T>(items, seed);
            Loop.Run(0, 1, ChunkPolicy.Fixed(1), whole, options);
            return;
        }

        using var shuffle = new BucketShuffle<T>(items, seed, bits, block);
        var body = new ShuffleBody<T>(shuffle, ShufflePhase.Count);
        int key = SiteCosts.Key<ShuffleBody<T>>();
        Loop.Run(0, shuffle._blocks, ChunkPolicy.Fixed(1), body, options, key);
        CountTable.ToStarts(shuffle._places.Span, 1 << bits);
        Loop.Run(0, shuffle._blocks, ChunkPolicy.Fixed(1), body with { Phase = ShufflePhase.Move }, options, key + 1);
        Loop.Run(0, 1 << bits, ChunkPolicy.Fixed(1), body with { Phase = ShufflePhase.Mix }, FinalPass.Of(options), key + 2);
    }

    /// <summary>Shuffles in place.</summary>
    public static void Mix(Span<T> items, ulong seed)
    {
        SplitMix random = SplitMix.Stream(seed, 1);
        for (int i = 1; i < items.Length; i++)
        {
            int j = (int)random.NextBelow((uint)i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _places.Dispose();
    }

    public void Count(int block)
    {
        Span<int> counts = Row(block);
        counts.Clear();
        SplitMix random = SplitMix.Stream(_seed, 0);
        int shift = 64 - _bits;
        (int start, int end) = RangeOf(block);
        for (int i = start; i < end; i++)
        {
            counts[(int)(random.At((uint)i) >> shift)]++;
        }
    }

    public void Move(int block)
    {
        Span<int> places = Row(block);
        SplitMix random = SplitMix.Stream(_seed, 0);
        int shift = 64 - _bits;
        (int start, int end) = RangeOf(block);
        ReadOnlySpan<T> items = _items.Span[..end];
        Span<T> buffer = _buffer.Span;
        for (int i = start; i < items.Length; i++)
        {
            buffer[places[(int)(random.At((uint)i) >> shift)]++] = items[i];
        }
    }

    /// <summary>Brings a bucket back in a random order: each item takes a random place among those before it, and what was there moves to the end.</summary>
    public void Mix(int bucket)
    {
        ReadOnlySpan<int> ends = Row(_blocks - 1); // once moved, the last block's places are the buckets' ends
        int start = bucket == 0 ? 0 : ends[bucket - 1];
        ReadOnlySpan<T> from = _buffer.Span[start..ends[bucket]];
        Span<T> to = _items.Span.Slice(start, from.Length);
        SplitMix random = SplitMix.Stream(_seed, (ulong)bucket + 2);
        for (int i = 0; i < from.Length; i++)
        {
            int j = (int)random.NextBelow((uint)i + 1);
            to[i] = to[j];
            to[j] = from[i];
        }
    }

    private Span<int> Row(int block) => _places.Span.Slice(block << _bits, 1 << _bits);

    private (int Start, int End) RangeOf(int block) => (block * _block, block * _block + Math.Min(_block, _items.Length - block * _block));
}

/// <summary>The passes of a <see cref="BucketShuffle{T}"/>.</summary>
internal enum ShufflePhase
{
    /// <summary>Counts how many items of a block fall into each bucket.</summary>
    Count,

    /// <summary>Moves the items of a block to their buckets.</summary>
    Move,

    /// <summary>Shuffles a bucket.</summary>
    Mix,
}

/// <summary>One pass of a <see cref="BucketShuffle{T}"/>.</summary>
internal struct ShuffleBody<T>(BucketShuffle<T> shuffle, ShufflePhase phase) : ILoopBody
{
    public ShufflePhase Phase = phase;

    public readonly long Invoke(long start, long end)
    {
        switch (Phase)
        {
            case ShufflePhase.Count:
                shuffle.Count((int)start);
                break;
            case ShufflePhase.Move:
                shuffle.Move((int)start);
                break;
            default:
                shuffle.Mix((int)start);
                break;
        }

        return end;
    }
}

/// <summary>Few items are shuffled at once.</summary>
internal readonly struct WholeShuffleBody<T>(Memory<T> items, ulong seed) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        BucketShuffle<T>.Mix(items.Span, seed);
        return end;
    }
}

/// <summary>Random numbers that are functions of a key and a counter, so that any worker can draw the i-th one.</summary>
/// <remarks>SOURCE: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), Stafford's mixer 13.</remarks>
internal struct SplitMix(ulong key)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _counter;

    /// <summary>An independent sequence for each number.</summary>
    public static SplitMix Stream(ulong seed, ulong number) => new(Mix(Mix(seed + Gamma) ^ (number * Gamma)));

    /// <summary>The number that belongs to <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong At(ulong index) => Mix(key + (index * Gamma));

    /// <summary>The next number below <paramref name="bound"/>, each with the same probability.</summary>
    /// <remarks>SOURCE: Lemire, "Fast random integer generation in an interval" (2019).</remarks>
    public uint NextBelow(uint bound)
    {
        ulong product = (At(++_counter) >> 32) * bound;
        if ((uint)product < bound)
        {
            uint excess = (uint)-bound % bound;
            while ((uint)product < excess)
            {
                product = (At(++_counter) >> 32) * bound;
            }
        }

        return (uint)(product >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
