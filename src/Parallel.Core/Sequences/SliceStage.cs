using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Skip and Take on known positions: the rest isn't run at all.</summary>
internal sealed class SliceStage<T>(Stage<T> source, long skip, long take) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return new SliceDriver(source.Link(skip == 0 ? next : new ShiftSink<T>(-skip, next), execution), skip, take);
    }
}
