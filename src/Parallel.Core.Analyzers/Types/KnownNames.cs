namespace ParallelCore.Analyzers.Types;

/// <summary>What names tell where types can't.</summary>
internal static class KnownNames
{
    private static readonly HashSet<string> s_identities = new(StringComparer.OrdinalIgnoreCase)
    {
        "Id", "Index", "Idx", "Ordinal", "Row", "RowIndex", "Column", "ColumnIndex", "Position", "Slot", "Number", "Offset", "I", "X", "Y",
    };

    private static readonly HashSet<string> s_positions = new(StringComparer.OrdinalIgnoreCase) { "j", "k", "r", "c", "t", "w", "p", "n", "col", "line", "worker", "thread", "part", "job" };

    /// <summary>A name that is likely to be of a number or a key that differs for each item.</summary>
    public static bool IsIdentity(string name) => s_identities.Contains(name) || IsQualified(name);

    /// <summary>A member that is likely to be different for each item. <c>order.Id</c> and <c>order.OrderId</c> are the order's; <c>order.CustomerId</c> is a key to something else, which other orders have as well.</summary>
    public static bool IsIdentity(string member, ITypeSymbol? owner) =>
        s_identities.Contains(member) || member == "Key"
        || (IsQualified(member) && (owner is null || owner.IsTupleType || IsOwn(member.Substring(0, member.EndsWith("Id", StringComparison.Ordinal) ? member.Length - 2 : member.Length - 5), owner)))
        || (owner is { IsTupleType: true } && (s_positions.Contains(member) || member.StartsWith("Item", StringComparison.Ordinal)));

    private static bool IsQualified(string name) => name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Index", StringComparison.Ordinal);

    /// <summary>Whether a qualifier says what the owner's own name says.</summary>
    private static bool IsOwn(string qualifier, ITypeSymbol owner) =>
        s_identities.Contains(qualifier) || qualifier is "Item" or "Unique" or "Element" or "Cell" or "Local" || owner.Name.EndsWith(qualifier, StringComparison.OrdinalIgnoreCase)
        || (owner.Name.StartsWith(qualifier, StringComparison.Ordinal) && owner.Name.Substring(qualifier.Length) is "Dto" or "Record" or "Row" or "Entity" or "Model" or "Info" or "Data" or "Item" or "State");

    /// <summary>A number that is likely to be a position, and not a value that recurs.</summary>
    public static bool IsPosition(IParameterSymbol parameter) =>
        parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 && (s_positions.Contains(parameter.Name) || IsIdentity(parameter.Name));

    /// <summary>A part of a tuple that is likely to be a number or a key that differs for each.</summary>
    public static bool IsPartPosition(ILocalSymbol part) => s_positions.Contains(part.Name) || IsIdentity(part.Name) || part.Name is "key";

    /// <summary>One of many numbers that is called a position.</summary>
    public static bool IsPosition(ILocalSymbol local) => local.Name is "i" or "j" or "k" or "index" or "idx" or "position" or "row" or "column";

    /// <summary>A type that says of itself that threads may share it.</summary>
    public static bool SoundsThreadSafe(string type) =>
        type.Contains("Concurrent") || type.Contains("Synchronized") || type.Contains("ThreadSafe") || type.Contains("Threadsafe") || type.Contains("Atomic");
}
