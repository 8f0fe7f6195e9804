namespace ParallelCore.Collections;

/// <summary>The run's first item comes after another sequence's next item.</summary>
internal readonly struct ComesAfter(SequenceHead other, int order) : IRunCondition
{
    public bool Holds(IndexRun run) => new SequenceHead(run.Index, order).CompareTo(other) > 0;
}
