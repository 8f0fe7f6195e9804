using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Sharing;

internal enum AccessKind
{
    Read,
    Write,

    /// <summary>Reads, and writes what depends on it.</summary>
    Update,

    /// <summary>By an atomic operation.</summary>
    Atomic,

    /// <summary>A member of an object that isn't thread-safe, which changes it.</summary>
    Mutation,

    /// <summary>A member of an object that isn't thread-safe, which reads it.</summary>
    Query,

    /// <summary>A step of an object made for being shared, which reads it.</summary>
    SafeRead,

    /// <summary>A step of an object made for being shared, which changes it.</summary>
    SafeWrite,
}

/// <summary>What holds others off while a piece of code runs.</summary>
internal enum LockKind
{
    /// <summary>One object for all iterations.</summary>
    Full,

    /// <summary>Readers only exclude writers.</summary>
    Read,

    /// <summary>One of many objects, by an index or a key.</summary>
    Keyed,

    /// <summary>An object of this iteration's own: nobody waits for it.</summary>
    Useless,
}

internal sealed class HeldLock(LockKind kind, string identity, IOperation operation)
{
    public LockKind Kind { get; } = kind;

    /// <summary>The same for locks that exclude each other; a question mark if that isn't known.</summary>
    public string Identity { get; } = identity;

    public IOperation Operation { get; } = operation;
}

/// <summary>A condition that holds where something happens.</summary>
internal readonly struct Guard(IOperation condition, bool isTrue, Frame frame)
{
    public IOperation Condition { get; } = condition;

    public bool IsTrue { get; } = isTrue;

    public Frame Frame { get; } = frame;
}

/// <summary>One access of something shared, in a body or in what it calls.</summary>
internal sealed class Access(AccessKind kind, Place place, IOperation operation, Frame frame)
{
    public AccessKind Kind { get; } = kind;

    public Place Place { get; } = place;

    /// <summary>The access itself.</summary>
    public IOperation Operation { get; } = operation;

    public Frame Frame { get; } = frame;

    /// <summary>The call in the body that leads to the access; null when it stands in the body.</summary>
    public IOperation? Call { get; set; }

    /// <summary>What is written, or the call that is made.</summary>
    public IOperation? Value { get; set; }

    public ImmutableArray<HeldLock> Locks { get; set; } = ImmutableArray<HeldLock>.Empty;

    public ImmutableArray<Guard> Guards { get; set; } = ImmutableArray<Guard>.Empty;

    /// <summary>The indices, for an element of an array or a list; empty for anything else.</summary>
    public ImmutableArray<IndexForm> Indices { get; set; } = ImmutableArray<IndexForm>.Empty;

    public bool IsElement { get; set; }

    /// <summary>The access goes to a part of an array through a call, which isn't compared with single elements.</summary>
    public bool IsBulk { get; set; }

    /// <summary>The object is one of many in a shared container.</summary>
    public bool IsOfElement { get; set; }

    /// <summary>Which of them, data say.</summary>
    public bool IsByData { get; set; }

    /// <summary>In a parallel body inside of this one, which is judged by itself.</summary>
    public bool IsNested { get; set; }

    /// <summary>Two steps, each of them atomic, that aren't atomic together.</summary>
    public bool IsPair { get; set; }

    /// <summary>Which of the bodies that a call runs: branches don't run at the same time as themselves.</summary>
    public int Branch { get; set; }

    /// <summary>The member that is called, as a message names it.</summary>
    public string? Member { get; set; }

    /// <summary>The type whose member is called.</summary>
    public ITypeSymbol? Type { get; set; }

    /// <summary>Whether two branches may make these accesses at the same time: what a scope's own code did before it spawned a body is over.</summary>
    public static bool MayOverlap(Access one, Access other) =>
        one.Branch != other.Branch && !IsOver(one, other.Frame.Body) && !IsOver(other, one.Frame.Body);

    private static bool IsOver(Access access, ParallelBody other) =>
        access.Frame.Body.Spawner is not null && (access.Call ?? access.Operation).Syntax.SpanStart < other.Begins;

    public bool Changes => Kind is AccessKind.Write or AccessKind.Update or AccessKind.Mutation;

    /// <summary>Whether a lock holds others off.</summary>
    public bool IsCovered
    {
        get
        {
            foreach (HeldLock held in Locks)
            {
                if (held.Kind == LockKind.Full || (held.Kind == LockKind.Read && !Changes) || (held.Kind == LockKind.Keyed && (IsElement || IsOfElement)))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
