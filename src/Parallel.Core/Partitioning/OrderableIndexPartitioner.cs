using System.Collections;
using System.Collections.Concurrent;
using System.Numerics;

namespace ParallelCore.Partitioning;

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
