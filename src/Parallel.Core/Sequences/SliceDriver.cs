using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class SliceDriver(Driver source, long skip, long take) : Driver
{
    public override long Length { get; } = Math.Min(take, Math.Max(0, source.Length - skip));

    public override void Run(ref Ranges ranges)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        ranges.Offset += skip;
        source.Run(ref ranges);
    }
}
