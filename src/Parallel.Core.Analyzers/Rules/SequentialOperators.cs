using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ParallelCore.Analyzers.Rules;

/// <summary>LINQ's operators on a sequence of ours, PC2008: what binds where ours, which are extensions too, aren't in scope, or LINQ's are nearer.</summary>
internal sealed class SequentialOperators(Compilation compilation)
{
    private readonly INamedTypeSymbol? _linq = compilation.GetTypeByMetadataName("System.Linq.Enumerable");
    private readonly INamedTypeSymbol? _sequence = compilation.GetTypeByMetadataName("ParallelCore.ParallelSequence`1");
    private readonly INamedTypeSymbol? _ours = compilation.GetTypeByMetadataName("ParallelCore.ParallelSequenceExtensions");

    /// <summary>Cheap: asked for every call of that name.</summary>
    public void Check(SyntaxNodeAnalysisContext context, IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (_sequence is null || _ours is null || !SymbolEqualityComparer.Default.Equals(method.ContainingType, _linq))
        {
            return;
        }

        // AsEnumerable(), a cast that is written, or the type's name before the call says that LINQ is meant.
        IArgumentOperation? argument = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0);
        IOperation? source = argument is { Syntax: not ArgumentSyntax } ? argument.Value : null;
        while (source is IConversionOperation { IsImplicit: true } conversion)
        {
            source = conversion.Operand;
        }

        if (IsSequence(source?.Type) && !_ours.GetMembers(method.Name).IsEmpty)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.SequentialOperator, Reporter.Of(call), method.Name));
        }
    }

    private bool IsSequence(ITypeSymbol? type)
    {
        while (type is not null && !SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _sequence))
        {
            type = type.BaseType;
        }

        return type is not null;
    }
}
