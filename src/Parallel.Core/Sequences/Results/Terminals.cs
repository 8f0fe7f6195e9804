using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>Last sinks that call a delegate, each call site's with a profile of its own; see <see cref="Shards"/>.</summary>
internal static class Terminals
{
    public static Sink<T> ForEach<T>(int key, Action<T> body) => Shards.Pick<ForEachMaker<T>, Sink<T>>(key, new ForEachMaker<T>(body));

    public static Sink<T> Find<T>(int key, Func<T, bool>? predicate) =>
        predicate is null ? new FindSink<T, Shards.Shard0>(null) : Shards.Pick<FindMaker<T>, Sink<T>>(key, new FindMaker<T>(predicate));

    public static Reduction<T, TState> Fold<T, TState>(int key, Func<TState> identity, Func<TState, T, TState> fold, Func<TState, TState, TState> combine) =>
        Shards.Pick<FoldMaker<T, TState>, Reduction<T, TState>>(key, new FoldMaker<T, TState>(identity, fold, combine));

    public static Reduction<T, long> CountIf<T>(int key, Func<T, bool> predicate) =>
        Shards.Pick<CountIfMaker<T>, Reduction<T, long>>(key, new CountIfMaker<T>(predicate));

    private readonly struct ForEachMaker<T>(Action<T> body) : IShardUser<Sink<T>>
    {
        public Sink<T> Use<TShard>()
            where TShard : struct => new ForEachSink<T, TShard>(body);
    }

    private readonly struct FindMaker<T>(Func<T, bool> predicate) : IShardUser<Sink<T>>
    {
        public Sink<T> Use<TShard>()
            where TShard : struct => new FindSink<T, TShard>(predicate);
    }

    private readonly struct FoldMaker<T, TState>(Func<TState> identity, Func<TState, T, TState> fold, Func<TState, TState, TState> combine)
        : IShardUser<Reduction<T, TState>>
    {
        public Reduction<T, TState> Use<TShard>()
            where TShard : struct => new FoldReduction<T, TState, TShard>(identity, fold, combine);
    }

    private readonly struct CountIfMaker<T>(Func<T, bool> predicate) : IShardUser<Reduction<T, long>>
    {
        public Reduction<T, long> Use<TShard>()
            where TShard : struct => new CountIfReduction<T, TShard>(predicate);
    }
}
