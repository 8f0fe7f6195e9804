using System.Collections;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ParallelCore.Partitioning;

/// <summary>An orderable partitioner whose items are the chunks of a cut; the key is the chunk's ordinal.</summary>
internal sealed class OrderableChunkPartitioner<T, TChunks>(TChunks chunks)
    : OrderablePartitioner<T>(keysOrderedInEachPartition: true, keysOrderedAcrossPartitions: false, keysNormalized: true)
    where TChunks : struct, IChunkSource<T>
{
    public override bool SupportsDynamicPartitions => true;

    public override IEnumerable<KeyValuePair<long, T>> GetOrderableDynamicPartitions() => new Partitions(chunks);

    public override IList<IEnumerator<KeyValuePair<long, T>>> GetOrderablePartitions(int partitionCount) =>
        StaticPartitions.Take(GetOrderableDynamicPartitions(), partitionCount);

    private sealed class Partitions(TChunks chunks) : IEnumerable<KeyValuePair<long, T>>
    {
        private readonly TChunks _chunks = chunks;
        private ClaimCounter _claims;

        public IEnumerator<KeyValuePair<long, T>> GetEnumerator() => new Partition(this);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public bool TryClaim(out KeyValuePair<long, T> item)
        {
            ulong ordinal = _claims.Next();
            bool claimed = _chunks.TryGet(ordinal, out T chunk);
            item = new((long)ordinal, chunk);
            return claimed;
        }
    }

    private sealed class Partition(Partitions partitions) : ClaimedPartition<T>
    {
        protected override bool TryClaim(out KeyValuePair<long, T> item) => partitions.TryClaim(out item);
    }
}

/// <summary>An orderable partitioner whose items are single indices, claimed by the chunk.</summary>
/// <remarks>Keys are distances from the range's start, unless a distance doesn't fit a key; then they are the indices, which ascend as well.</remarks>
internal sealed class OrderableIndexPartitioner<T>(LongRangeChunks chunks, long from, long to)
    : OrderablePartitioner<T>(keysOrderedInEachPartition: true, keysOrderedAcrossPartitions: false, keysNormalized: FitsKey(from, to))
    where T : unmanaged, IBinaryInteger<T>
{
    public override bool SupportsDynamicPartitions => true;

    public override IEnumerable<KeyValuePair<long, T>> GetOrderableDynamicPartitions() => new Partitions(chunks, FitsKey(from, to) ? from : 0);

    public override IList<IEnumerator<KeyValuePair<long, T>>> GetOrderablePartitions(int partitionCount) =>
        StaticPartitions.Take(GetOrderableDynamicPartitions(), partitionCount);

    private static bool FitsKey(long from, long to) => ChunkMath.Length(from, to) <= long.MaxValue;

    private sealed class Partitions(LongRangeChunks chunks, long keyBase) : IEnumerable<KeyValuePair<long, T>>
    {
        private readonly LongRangeChunks _chunks = chunks;
        private ClaimCounter _claims;

        public long KeyBase { get; } = keyBase;

        public IEnumerator<KeyValuePair<long, T>> GetEnumerator() => new Partition(this);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public bool TryClaim(out LongRangeChunk chunk) => _chunks.TryGet(_claims.Next(), out chunk);
    }

    private sealed class Partition(Partitions partitions) : ClaimedPartition<T>
    {
        private LongRangeChunk _rest;

        protected override bool TryClaim(out KeyValuePair<long, T> item)
        {
            if (_rest.Start == _rest.End && !partitions.TryClaim(out _rest))
            {
                item = default;
                return false;
            }
            long index = _rest.Start;
            _rest = new LongRangeChunk(index + 1, _rest.End);
            item = new(unchecked(index - partitions.KeyBase), T.CreateTruncating(index));
            return true;
        }
    }
}

/// <summary>What both kinds of partition share: one consumer's walk over what it claims, keyed.</summary>
internal abstract class ClaimedPartition<T> : IEnumerator<KeyValuePair<long, T>>
{
    private KeyValuePair<long, T> _current;
    private Phase _phase;

    private enum Phase : byte
    {
        BeforeFirst,
        AtItem,
        Ended,
    }

    public KeyValuePair<long, T> Current => _phase == Phase.AtItem
        ? _current
        : throw new InvalidOperationException("There is no current item: MoveNext was not called, or returned false.");

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (_phase != Phase.Ended)
        {
            _phase = TryClaim(out _current) ? Phase.AtItem : Phase.Ended;
        }

        return _phase == Phase.AtItem;
    }

    public void Reset() => throw new NotSupportedException();

    public void Dispose() => _phase = Phase.Ended;

    protected abstract bool TryClaim(out KeyValuePair<long, T> item);
}

/// <summary>Hands out 0, 1, 2, ... once each, to any number of threads, in cache lines of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = Line * 2)]
internal struct ClaimCounter
{
    // Processors prefetch cache lines in pairs.
    private const int Line = 128;

    [FieldOffset(Line)]
    private long _claimed;

    public ulong Next() => (ulong)(Interlocked.Increment(ref _claimed) - 1);
}

/// <summary>A fixed number of partitions that draw from one shared source, so that a slow consumer leaves more to the others.</summary>
internal static class StaticPartitions
{
    public static IList<IEnumerator<T>> Take<T>(IEnumerable<T> shared, int partitionCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitionCount, 1);
        var partitions = new IEnumerator<T>[partitionCount];
        for (int i = 0; i < partitions.Length; i++)
        {
            partitions[i] = shared.GetEnumerator();
        }

        return partitions;
    }
}
