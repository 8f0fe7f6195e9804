using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Results of PLINQ whose order isn't kept, or whose sum depends on it: PC2004, PC2003.</summary>
internal static class UnorderedQueries
{
    public static void Check(Reporter reporter, CodeOfMethods code)
    {
    }
}
