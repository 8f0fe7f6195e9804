namespace ParallelCore.Sequences;

internal sealed class ConcatStage<T>(Stage<T> first, Stage<T> second) : Stage<T>
{
    private readonly Stage<T> _first = first.IsStreamed ? first.Indexed() : first;
    private readonly Stage<T> _second = second.IsStreamed ? second.Indexed() : second;

    public override bool IsIndexed => _first.IsIndexed && _second.IsIndexed;

    public override bool IsBounded => _first.IsBounded && _second.IsBounded;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        Driver before = _first.Link(next, execution);
        return new ConcatDriver(before, _second.Link(new ShiftSink<T>(before.Length, next), execution));
    }
}
