using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Sharing;

/// <summary>A use of a variable that each thread has its own of.</summary>
internal readonly struct ThreadUse(IFieldSymbol field, IOperation operation, IOperation? call, bool isWrite, bool isTested)
{
    public IFieldSymbol Field { get; } = field;

    public IOperation Operation { get; } = operation;

    public IOperation? Call { get; } = call;

    public bool IsWrite { get; } = isWrite;

    /// <summary>Compared with nothing before it is used, as who fills it on demand does.</summary>
    public bool IsTested { get; } = isTested;
}

/// <summary>Everything that the rules want to know about a body.</summary>
internal sealed class BodyReading(ParallelBody body)
{
    public ParallelBody Body { get; } = body;

    public List<Access> Accesses { get; } = [];

    /// <summary>Locks on objects of the iteration's own, with whether something shared was accessed while they were held.</summary>
    public Dictionary<HeldLock, bool> UselessLocks { get; } = [];

    public List<ThreadUse> ThreadUses { get; } = [];

    /// <summary>Calls that wait for other work.</summary>
    public List<(IOperation Operation, string Name)> Waits { get; } = [];

    /// <summary>Objects made anew in each iteration.</summary>
    public List<IObjectCreationOperation> Creations { get; } = [];
}
