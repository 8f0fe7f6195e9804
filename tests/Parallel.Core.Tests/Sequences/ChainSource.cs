namespace ParallelCore.Tests.Sequences;

/// <summary>Where a sequence of the numbers from 0 on can come from.</summary>
public enum ChainSource
{
    Array,
    List,
    Memory,
    ReadOnlyList,
    IntRange,
    LongRange,
    Grid,
    Lines,
    Pulled,
}
