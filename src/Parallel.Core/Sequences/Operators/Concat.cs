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

internal sealed class ConcatDriver(Driver first, Driver second) : Driver
{
    private readonly long _seam = first.Length;

    public override long Length { get; } = checked(first.Length + second.Length);

    public override void Run(ref Ranges ranges)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        while (ranges.Next())
        {
            if (ranges.Start < _seam)
            {
                first.Run(ranges.Start, Math.Min(ranges.End, _seam), ranges.Frame);
            }

            if (ranges.End > _seam && !ranges.Frame.IsStopped)
            {
                second.Run(Math.Max(0, ranges.Start - _seam), ranges.End - _seam, ranges.Frame);
            }
        }
    }
}
