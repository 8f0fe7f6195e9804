namespace ParallelCore.Sequences;

internal sealed class DoStage<T>(Stage<T> source, Action<T> action) : OperatorStage<T, T>(source)
{
    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix(action);
        return new DoSink<T>(action, next);
    }
}
