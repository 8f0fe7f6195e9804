using Microsoft.CodeAnalysis.Diagnostics;
using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Queries of PLINQ that are used as if they kept their order, PC2004, or whose sum depends on it, PC2003.</summary>
internal static class UnorderedQueries
{
    public static void Check(SyntaxNodeAnalysisContext context, IInvocationOperation call, CodeOfMethods code, QueryUses uses)
    {
        switch (call.TargetMethod.Name)
        {
            case "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "ElementAt" or "ElementAtOrDefault" or "Take" or "Skip" or "TakeWhile" or "SkipWhile" or "Zip" or "SequenceEqual" or "Reverse"
                when IsUnordered(call, code):
                Report(context, Descriptors.OrderAssumed, Reporter.Of(call), call.TargetMethod.Name);
                break;
            case "ToArray" or "ToList" when IsUnordered(call, code):
                CheckUses(context, call, uses);
                break;
            case "Sum" or "Average" when Advice.IsFloating(Summed(call.TargetMethod)):
                Report(context, Descriptors.CompletionOrder, Reporter.Of(call), $"{call.TargetMethod.Name} adds");
                break;
        }

        IOperation? parent = call.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        if (parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Join" or "Concat", ContainingType.SpecialType: SpecialType.System_String } } text } && IsUnordered(call, code))
        {
            Report(context, Descriptors.OrderAssumed, Reporter.Of(text), text.TargetMethod.Name);
        }
    }

    /// <summary>The type of what is added up: a sum of integers doesn't depend on the order, whatever its average is.</summary>
    private static ITypeSymbol? Summed(IMethodSymbol method)
    {
        ITypeSymbol? type = method.Parameters.Length == 0 ? null : method.Parameters[method.Parameters.Length - 1].Type;
        return type is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } ? arguments[arguments.Length - 1] : null;
    }

    /// <summary>A result that is read by the same index as something else, or compared with it one by one.</summary>
    private static void CheckUses(SyntaxNodeAnalysisContext context, IInvocationOperation call, QueryUses uses)
    {
        if (call.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } result } })
        {
            return;
        }

        if (uses.PairOf(call, result) is { } operation)
        {
            Report(context, Descriptors.OrderAssumed, Reporter.Of(call), $"'{operation.Syntax}'");
            Report(context, Descriptors.OrderAssumed, Reporter.Of(operation), $"'{operation.Syntax}'");
        }
    }

    /// <summary>Whether nothing between the source and the call keeps or makes an order.</summary>
    private static bool IsUnordered(IInvocationOperation call, CodeOfMethods code)
    {
        IOperation? source = Source(call);
        for (int step = 0; step < 32; step++)
        {
            switch (source)
            {
                case IInvocationOperation { TargetMethod.Name: "AsOrdered" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "OrderDescending" }:
                    return false;
                case IInvocationOperation { TargetMethod: { Name: "AsParallel" or "Range" or "Repeat" or "AsUnordered", ContainingType.Name: "ParallelEnumerable" } }:
                    return true;
                case IInvocationOperation query when query.TargetMethod.ContainingType.Name == "ParallelEnumerable":
                    source = Source(query);
                    break;
                case ILocalReferenceOperation local when code.InitialValueOf(local.Local) is { } value:
                    source = EntryPoints.Unwrap(value);
                    break;
                case ITranslatedQueryOperation query:
                    source = query.Operation;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static IOperation? Source(IInvocationOperation call) => call.Arguments.Length > 0 ? EntryPoints.Unwrap(call.Arguments[0].Value) : null;

    private static void Report(SyntaxNodeAnalysisContext context, DiagnosticDescriptor rule, Location at, string what) => context.ReportDiagnostic(Diagnostic.Create(rule, at, what));
}
