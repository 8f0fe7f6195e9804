namespace ParallelCore.Tests.Sequences;

/// <summary>What a chain can be made of.</summary>
public enum ChainOperator
{
    Select,
    SelectWithIndex,
    Where,
    SelectMany,
    SelectManyPairs,
    Zip,
    Index,
    Take,
    Skip,
    TakeWhile,
    SkipWhile,
    Chunk,
    Window,
    Reverse,
    Concat,
    OfType,
    Cast,
    Do,
}
