namespace ParallelCore.Sequences;

/// <summary>An item that was looked for, or none.</summary>
internal readonly record struct Found<T>(bool Exists, T Value, long Position)
{
    /// <summary>The item, or an exception in the words of LINQ.</summary>
    public T OrThrow(bool hasPredicate) => Exists ? Value
        : throw new InvalidOperationException(hasPredicate ? "The sequence has no matching item." : "The sequence is empty.");
}
