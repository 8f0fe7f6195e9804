namespace ParallelCore.Collections;

/// <summary>What a run is searched for; a struct, so that it is inlined into the search.</summary>
internal interface IRunCondition
{
    bool Holds(IndexRun run);
}
