namespace ParallelCore.Sequences;

internal sealed class FuncWhereStage<T>(Stage<T> source, Func<T, bool> predicate) : OperatorStage<T, T>(source)
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix(predicate);
        return Shards.Pick<Maker, Sink<T>>(execution.Key, new Maker(predicate, next));
    }

    private readonly struct Maker(Func<T, bool> predicate, Sink<T> next) : IShardUser<Sink<T>>
    {
        public Sink<T> Use<TShard>()
            where TShard : struct => new WhereSink<T, FuncPredicate<T, TShard>>(new(predicate), next);
    }
}
