namespace ParallelCore.Sequences;

/// <summary>An order of items by keys that were computed before.</summary>
internal abstract class KeyOrder
{
    /// <summary>True when this key and those after it are numbers in their own order: then sorting by each, the last one first, takes less than comparing does.</summary>
    public abstract bool IsRadix { get; }

    /// <summary>Less than 0 when the first item comes before the second one.</summary>
    public abstract int Compare(int a, int b);

    /// <summary>Sorts the items' positions; equal items keep their order.</summary>
    public abstract void Sort(Memory<int> permutation, Execution execution);
}
