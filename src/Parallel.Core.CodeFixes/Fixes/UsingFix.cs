namespace ParallelCore.CodeFixes.Fixes;

/// <summary>Brings our operators into scope, beside LINQ's: where these are imported nearest to the call, so that neither hides the other.</summary>
internal static class UsingFix
{
    private const string Using = "using ParallelCore;";

    /// <summary>The change; null where LINQ's operator is called by its type's name, and would be all the same.</summary>
    public static Edit? Of(SyntaxNode call, SemanticModel model)
    {
        SyntaxNode? name = call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? member.Expression : (call.Parent as MemberAccessExpressionSyntax)?.Expression;
        if (name is not null && model.GetSymbolInfo(name).Symbol is INamedTypeSymbol)
        {
            return null;
        }

        foreach (SyntaxNode scope in call.Ancestors())
        {
            SyntaxList<UsingDirectiveSyntax>? usings = scope switch
            {
                BaseNamespaceDeclarationSyntax space => space.Usings,
                CompilationUnitSyntax file => file.Usings,
                _ => null,
            };
            if (usings is { Count: > 0 } list && (list.Any(static one => one.Name?.ToString() == "System.Linq") || scope is CompilationUnitSyntax))
            {
                return Adding(list.Last().FullSpan.End);
            }
        }

        SyntaxNode root = call.SyntaxTree.GetRoot();
        return Adding(root.GetFirstToken().SpanStart);
    }

    private static Edit Adding(int at) => new($"Add '{Using}'", "Using", new TextSpan(at, 0), Using + "\n");
}
