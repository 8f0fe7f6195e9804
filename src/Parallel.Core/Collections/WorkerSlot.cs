namespace ParallelCore.Collections;

/// <summary>Where a thread finds its instance.</summary>
internal sealed class WorkerSlot<T>
    where T : class
{
    /// <summary>Whose it is; a thread that has ended, until another one takes it over.</summary>
    public Thread? Owner;

    /// <summary>Null until there is one, and again when all have been released.</summary>
    public T? Value;

    /// <summary>True while the thread runs the code that makes the instance.</summary>
    public bool IsMaking;
}
