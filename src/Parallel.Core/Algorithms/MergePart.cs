namespace ParallelCore.Algorithms;

/// <summary>A part of a merge: items [FirstStart, FirstEnd) of the first input and [SecondStart, SecondEnd) of the second.</summary>
internal readonly record struct MergePart(int FirstStart, int FirstEnd, int SecondStart, int SecondEnd)
{
    public int Length => FirstEnd - FirstStart + (SecondEnd - SecondStart);

    /// <summary>Where the part goes: behind everything of both inputs that lies before it.</summary>
    public int Target => FirstStart + SecondStart;
}
