namespace ParallelCore.Analyzers.Types;

/// <summary>What names tell where types can't.</summary>
internal static class KnownNames
{
    private static readonly HashSet<string> s_identities = new(StringComparer.OrdinalIgnoreCase)
    {
        "Id", "Index", "Idx", "Ordinal", "Row", "RowIndex", "Column", "ColumnIndex", "Position", "Slot", "Number", "Offset", "I", "X", "Y",
    };

    /// <summary>A member that is likely to be different for each item.</summary>
    public static bool IsIdentity(string name) => s_identities.Contains(name) || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Index", StringComparison.Ordinal);

    /// <summary>A number that is likely to be a position, and not a value that recurs.</summary>
    public static bool IsPosition(IParameterSymbol parameter) =>
        parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
        && (parameter.Name is "i" or "j" or "k" or "r" or "c" or "t" or "w" or "p" or "n" or "col" or "line" or "worker" or "thread" or "part" or "job" || IsIdentity(parameter.Name));

    /// <summary>One of many numbers that is called a position.</summary>
    public static bool IsPosition(ILocalSymbol local) => local.Name is "i" or "j" or "k" or "index" or "idx" or "position" or "row" or "column";

    /// <summary>A type that says of itself that threads may share it.</summary>
    public static bool SoundsThreadSafe(string type) =>
        type.Contains("Concurrent") || type.Contains("Synchronized") || type.Contains("ThreadSafe") || type.Contains("Threadsafe") || type.Contains("Atomic");
}
