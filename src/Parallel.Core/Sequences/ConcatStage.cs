using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class ConcatStage<T>(Stage<T> first, Stage<T> second) : Stage<T>
{
    private readonly Stage<T> _first = first.IsStreamed ? first.Indexed() : first;
    private readonly Stage<T> _second = second.IsStreamed ? second.Indexed() : second;

    public override bool IsIndexed { get; } = (first.IsIndexed || first.IsStreamed) && (second.IsIndexed || second.IsStreamed);

    public override bool IsBounded { get; } = (first.IsBounded || first.IsStreamed) && (second.IsBounded || second.IsStreamed);

    public override Driver Link(Sink<T> next, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Driver before = _first.Link(next, execution);
        return new ConcatDriver(before, _second.Link(new ShiftSink<T>(before.Length, next), execution));
    }
}
