namespace ParallelCore.Sequences;

internal sealed class WhereStage<T, TPredicate>(Stage<T> source, TPredicate predicate) : OperatorStage<T, T>(source)
    where TPredicate : struct, IPredicate<T>
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix<TPredicate>();
        return new WhereSink<T, TPredicate>(predicate, next);
    }
}
