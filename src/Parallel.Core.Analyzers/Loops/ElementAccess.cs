namespace ParallelCore.Analyzers.Loops;

/// <summary>An index, told by what it is made of: <c>Factor * index + Constant + Rest</c>, or a place in the row that the index picks.</summary>
internal sealed record IndexText(long Factor, long Constant, string Rest, string? RowLength = null)
{
    /// <summary>Nobody knows what it is.</summary>
    public static readonly IndexText Unknown = new(0, 0, "?");

    /// <summary>Whether two iterations never have the same element, one at this index and one at the other.</summary>
    public bool KeepsApart(IndexText other)
    {
        if (RowLength is not null || other.RowLength is not null)
        {
            return RowLength == other.RowLength && Rest == other.Rest;
        }

        return Factor != 0 && Factor == other.Factor && Rest == other.Rest && Rest != "?" && (Constant == other.Constant || (Constant - other.Constant) % Factor != 0);
    }
}

/// <summary>An access of an array's element in a loop; with indices that nobody knows, of any of its elements.</summary>
internal sealed class ElementAccess(ArrayName array, IReadOnlyList<IndexText> indices, bool isWrite, SyntaxNode syntax)
{
    public ArrayName Array { get; } = array;

    public bool IsWrite { get; } = isWrite;

    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>Whether no two iterations meet, one here and one there, if both arrays are the same.</summary>
    public bool KeepsApart(ElementAccess other)
    {
        if (Indices.Count != other.Indices.Count)
        {
            return false;
        }

        for (int i = 0; i < Indices.Count; i++)
        {
            if (Indices[i].KeepsApart(other.Indices[i]))
            {
                return true;
            }
        }

        return false;
    }

    private IReadOnlyList<IndexText> Indices { get; } = indices;
}

/// <summary>What an array is called: a variable, and the fields that lead on from it. None of them changes while the loop runs.</summary>
/// <param name="Root">The variable; null for an array that comes from anywhere.</param>
/// <param name="Path">The fields behind it.</param>
/// <param name="Element">What it holds.</param>
/// <param name="IsNew">The variable never held anything but what was made for it.</param>
/// <param name="Since">Where in the text the variable got the value that it keeps; null for one that is assigned again.</param>
internal sealed record ArrayName(ISymbol? Root, string Path, ITypeSymbol Element, bool IsNew = false, int? Since = null)
{
    /// <summary>Whether two names may stand for one array. One made here is neither another made here nor one that was there before.</summary>
    public bool MayBe(ArrayName other)
    {
        if (Root is not null && SymbolEqualityComparer.Default.Equals(Root, other.Root) && Path == other.Path)
        {
            return true;
        }

        return !(IsNew && other.IsNew) && !IsNewerThan(other) && !other.IsNewerThan(this) && MayHold(Element, other.Element);
    }

    private bool IsNewerThan(ArrayName other) => IsNew && other.Path.Length == 0 && other.Since < Since;

    // Arrays of numbers of one size convert into each other behind the compiler's back, arrays of objects in front of it.
    private static bool MayHold(ITypeSymbol one, ITypeSymbol other)
    {
        if (one.TypeKind == TypeKind.TypeParameter || other.TypeKind == TypeKind.TypeParameter)
        {
            return true;
        }

        if (one.IsReferenceType && other.IsReferenceType)
        {
            return true;
        }

        return SymbolEqualityComparer.Default.Equals(one, other) || (Size(one) is { } size && size == Size(other));
    }

    private static int? Size(ITypeSymbol type) =>
        (type is INamedTypeSymbol { EnumUnderlyingType: { } number } ? number : type).SpecialType switch
        {
            SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Boolean => 1,
            SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => 2,
            SpecialType.System_Int32 or SpecialType.System_UInt32 => 4,
            SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => 8,
            _ => null,
        };
}
