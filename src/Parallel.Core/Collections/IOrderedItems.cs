namespace ParallelCore.Collections;

/// <summary>Items in the order in which they leave. Used under a lock.</summary>
internal interface IOrderedItems<T>
{
    int Count { get; }

    void Push(T item);

    /// <summary>Never called when there is none.</summary>
    T Pop();
}
