namespace ParallelCore.Sequences;

/// <summary>Makes something of one shard; see <see cref="Shards"/>.</summary>
internal interface IShardUser<out TResult>
{
    TResult Use<TShard>()
        where TShard : struct;
}
