using System.Collections;
using System.Collections.Concurrent;

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
