using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelCore.Analyzers.Bodies;

/// <summary>The code of methods of the same compilation, bound once however often they are called.</summary>
internal sealed class CodeOfMethods(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, IOperation?> _code = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IOperation?> _values = new(SymbolEqualityComparer.Default);

    // A model binds a method once, however many of its parts are asked for.
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>Offers a model that has bound some code already.</summary>
    public void Know(SemanticModel model) => _models.TryAdd(model.SyntaxTree, model);

    /// <summary>What the method runs; null if its source isn't here, or if it may be overridden.</summary>
    public IOperation? Of(IMethodSymbol method)
    {
        method = method.PartialImplementationPart ?? method;
        if (method.DeclaringSyntaxReferences.Length != 1 || method.IsAbstract || method.IsExtern)
        {
            return null;
        }

        return _code.GetOrAdd(method.OriginalDefinition, symbol => Bind(symbol.DeclaringSyntaxReferences[0].GetSyntax()));
    }

    /// <summary>The value that a field or variable is declared with.</summary>
    public IOperation? InitialValueOf(ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        return _values.GetOrAdd(symbol.OriginalDefinition, declared =>
        {
            SyntaxNode syntax = declared.DeclaringSyntaxReferences[0].GetSyntax();
            SyntaxNode? value = syntax switch
            {
                VariableDeclaratorSyntax { Initializer: { } initializer } => initializer.Value,
                PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
                _ => null,
            };
            return value is null ? null : Bind(value);
        });
    }

    /// <summary>The lambda that a local variable was declared with.</summary>
    public IAnonymousFunctionOperation? DelegateIn(ILocalSymbol variable) =>
        InitialValueOf(variable) is { } value ? EntryPoints.Unwrap(value) as IAnonymousFunctionOperation : null;

    private IOperation? Bind(SyntaxNode syntax)
    {
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree))
        {
            return null;
        }

#pragma warning disable RS1030 // Following calls means code that the current model doesn't cover; each file has one model.
        SemanticModel model = _models.GetOrAdd(syntax.SyntaxTree, tree => compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
        return model.GetOperation(syntax) ?? (syntax is ArrowExpressionClauseSyntax arrow ? model.GetOperation(arrow.Expression) : null);
    }
}
