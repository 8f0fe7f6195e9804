using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

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
