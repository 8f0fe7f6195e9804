namespace ParallelCore.Sequences;

internal sealed class FuncSelectStage<TIn, TOut>(Stage<TIn> source, Func<TIn, TOut> selector) : OperatorStage<TIn, TOut>(source)
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(selector);
        return Shards.Pick<Maker, Sink<TIn>>(execution.Key, new Maker(selector, next));
    }

    private readonly struct Maker(Func<TIn, TOut> selector, Sink<TOut> next) : IShardUser<Sink<TIn>>
    {
        public Sink<TIn> Use<TShard>()
            where TShard : struct => new SelectSink<TIn, TOut, FuncSelector<TIn, TOut, TShard>>(new(selector), next);
    }
}
