namespace ParallelCore.Algorithms;

/// <summary>Positions [Start, End) of a sort, and whether the sorted items are to end in the buffer.</summary>
internal readonly record struct Segment(int Start, int End, bool ToBuffer);
