namespace ParallelCore.Sequences;

internal sealed class WhereStage<T>(Stage<T> source, Func<T, bool> predicate) : OperatorStage<T, T>(source)
{
    public override bool IsIndexed => false;

    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix(predicate);
        return new WhereSink<T>(predicate, next);
    }
}
