namespace ParallelCore.Analyzers.Recursions;

/// <summary>The part of its arrays that a recursive method works on, as two of its parameters.</summary>
internal sealed record Part(IParameterSymbol First, IParameterSymbol End, bool HoldsEnd)
{
    /// <summary>What may be meant: two whole numbers in this order, the second one the last index or the one behind it.</summary>
    public static IEnumerable<Part> Of(IMethodSymbol method)
    {
        IParameterSymbol[] numbers = [.. method.Parameters.Where(static parameter => parameter.Type.SpecialType == SpecialType.System_Int32)];
        return from first in numbers from end in numbers where first.Ordinal < end.Ordinal from holdsEnd in new[] { false, true } select new Part(first, end, holdsEnd);
    }
}
