using ParallelCore.Primitives;

namespace ParallelCore.Sequences;

/// <summary>The items that a list has when the result is asked for.</summary>
internal sealed class ListStage<T>(List<T> items) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution) => new MemoryDriver<T>(ListMemory<T>.Of(items), next);
}
