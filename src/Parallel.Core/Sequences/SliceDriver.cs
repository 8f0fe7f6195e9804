using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class SliceDriver(Driver source, long skip, long take) : Driver
{
    public override long Length => Math.Min(take, Math.Max(0, source.Length - skip));

    public override void Run(long start, long end, Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        source.Run(start + skip, end + skip, frame);
    }
}
