namespace ParallelCore.Sequences;

internal sealed class ReverseStage<T>(Stage<T> source) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution) => new ReverseDriver<T>(new Reader<T>(source, execution), next);
}
