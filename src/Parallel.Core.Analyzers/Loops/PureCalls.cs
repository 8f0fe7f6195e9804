namespace ParallelCore.Analyzers.Loops;

/// <summary>Framework code that only computes: the same arguments give the same result, and nothing else changes.</summary>
internal static class PureCalls
{
    private static readonly HashSet<string> s_pureTypes = new(StringComparer.Ordinal)
    {
        "System.Math", "System.MathF", "System.Char", "System.Boolean", "System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32", "System.Int64", "System.UInt64",
        "System.Single", "System.Double", "System.Decimal", "System.Half", "System.Int128", "System.UInt128", "System.TimeSpan", "System.Convert", "System.Numerics.BitOperations", "System.Numerics.BigInteger",
        "System.Numerics.Complex", "System.Numerics.Vector2", "System.Numerics.Vector3", "System.Numerics.Vector4", "System.Numerics.Quaternion", "System.Numerics.Matrix4x4", "System.DateOnly", "System.TimeOnly",
    };

    private static readonly HashSet<string> s_pureStringMembers = new(StringComparer.Ordinal)
    {
        "get_Length", "get_Chars", "Substring", "IndexOf", "LastIndexOf", "Contains", "StartsWith", "EndsWith", "ToUpperInvariant", "ToLowerInvariant", "ToUpper", "ToLower", "Trim", "TrimStart", "TrimEnd", "PadLeft", "PadRight",
        "Replace", "Insert", "Remove", "IsNullOrEmpty", "IsNullOrWhiteSpace", "CompareOrdinal", "Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality", "CompareTo",
    };

    /// <summary>A method, operator or accessor of the framework that only computes.</summary>
    public static bool Contains(IMethodSymbol method)
    {
        INamedTypeSymbol? type = method.ContainingType;
        if (type is null || method.Parameters.Any(static parameter => parameter.RefKind is RefKind.Ref || TakesCode(parameter.Type)))
        {
            return false;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return s_pureStringMembers.Contains(method.Name) || (method.Name == "Concat" && method.Parameters.All(static parameter => parameter.Type.SpecialType == SpecialType.System_String));
        }

        if (LoopShape.IsList(type))
        {
            return method.Name is "get_Item" or "get_Count";
        }

        return type.ContainingNamespace is not null && s_pureTypes.Contains($"{type.ContainingNamespace.ToDisplayString()}.{type.Name}")
            && !method.Parameters.Any(static parameter => parameter.Type.SpecialType == SpecialType.System_Object || parameter.Type is INamedTypeSymbol { IsRefLikeType: true } or IArrayTypeSymbol || parameter.Type.Name == "IFormatProvider")
            && method.Name is not ("TryFormat" or "CopyTo");
    }

    /// <summary>A value whose text is the same on every thread and whose <c>ToString</c> is not somebody else's code.</summary>
    public static bool HasPlainText(ITypeSymbol? type) =>
        type is not null && (type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double or SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Decimal);

    private static bool TakesCode(ITypeSymbol type) => type.TypeKind is TypeKind.Delegate or TypeKind.Interface or TypeKind.Pointer;
}
