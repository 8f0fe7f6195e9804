using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class ConcatDriver(Driver first, Driver second) : Driver
{
    private readonly long _seam = first.Length;

    public override long Length { get; } = checked(first.Length + second.Length);

    public override void Run(long start, long end, Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (start < _seam)
        {
            first.Run(start, Math.Min(end, _seam), frame);
        }

        if (end > _seam && !frame.IsStopped)
        {
            second.Run(Math.Max(0, start - _seam), end - _seam, frame);
        }
    }
}
