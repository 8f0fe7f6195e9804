namespace ParallelCore.Tests.Architecture;

/// <summary>One use of a type by another, of the same assembly.</summary>
internal readonly record struct Arrow(string FromNamespace, string FromType, string ToNamespace, string ToType)
{
    public override string ToString() => $"{FromNamespace}.{FromType} -> {ToNamespace}.{ToType}";
}
