namespace ParallelCore.Analyzers.Sharing;

/// <summary>Something that several iterations reach: a variable, and the members that lead from it.</summary>
internal readonly struct Place(ISymbol root, string path) : IEquatable<Place>
{
    public ISymbol Root { get; } = root;

    public string Path { get; } = path;

    /// <summary>How it reads in a message.</summary>
    public string Name => Path.Length == 0 ? Root.Name : Root is INamedTypeSymbol ? Path.Substring(1) : Root.Name + Path;

    public Place Member(string name) => new(Root, Path + "." + name);

    public Place Element => new(Root, Path + "[]");

    public bool Equals(Place other) => SymbolEqualityComparer.Default.Equals(Root, other.Root) && Path == other.Path;

    public override bool Equals(object? obj) => obj is Place other && Equals(other);

    public override int GetHashCode() => (SymbolEqualityComparer.Default.GetHashCode(Root) * 397) ^ StringComparer.Ordinal.GetHashCode(Path);
}

internal enum OriginKind
{
    /// <summary>Can't be told: the rules stay silent.</summary>
    Unknown,

    /// <summary>Made by this iteration.</summary>
    Fresh,

    /// <summary>Handed to this iteration only, or reached through what was.</summary>
    Own,

    /// <summary>Each thread has one.</summary>
    Thread,

    /// <summary>A struct of which the body has a copy: its fields are its own, what they refer to isn't.</summary>
    Copy,

    /// <summary>Reached by several iterations.</summary>
    Shared,

    /// <summary>Reached by several iterations, and made for it.</summary>
    Safe,
}

/// <summary>Where an object comes from.</summary>
internal readonly struct Origin(OriginKind kind, Place place = default, ITypeSymbol? type = null, bool isElement = false, bool isByData = false)
{
    public static readonly Origin Unknown = new(OriginKind.Unknown);
    public static readonly Origin Fresh = new(OriginKind.Fresh);
    public static readonly Origin Own = new(OriginKind.Own);
    public static readonly Origin Thread = new(OriginKind.Thread);
    public static readonly Origin Safe = new(OriginKind.Safe);

    public OriginKind Kind { get; } = kind;

    public Place Place { get; } = place;

    /// <summary>The type that the object is known to have, where the variable says less.</summary>
    public ITypeSymbol? Type { get; } = type;

    /// <summary>One of many objects of a shared container, chosen by something that isn't this iteration's own.</summary>
    public bool IsElement { get; } = isElement;

    /// <summary>What chose it was read from data, which may hold each choice once.</summary>
    public bool IsByData { get; } = isByData;

    public bool IsShared => Kind == OriginKind.Shared;

    public static Origin Shared(Place place, ITypeSymbol? type = null, bool isElement = false, bool isByData = false) => new(OriginKind.Shared, place, type, isElement, isByData);
}
