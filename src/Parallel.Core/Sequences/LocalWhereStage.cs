namespace ParallelCore.Sequences;

internal sealed class LocalWhereStage<T, TLocal>(Stage<T> source, LocalSource<TLocal> locals, Func<T, TLocal, bool> predicate) : OperatorStage<T, T>(source)
    where TLocal : class
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix(predicate);
        return new LocalWhereSink<T, TLocal>(execution.LocalOf(locals), predicate, next);
    }
}
