namespace ParallelCore.CodeFixes.Fixes;

/// <summary>Brings our operators into scope, beside LINQ's: where these are imported nearest to the call, so that neither hides the other.</summary>
internal static class UsingFix
{
    private const string Using = "using ParallelCore;";

    public static Edit Of(SyntaxNode call)
    {
        foreach (SyntaxNode scope in call.Ancestors())
        {
            SyntaxList<UsingDirectiveSyntax>? usings = scope switch
            {
                BaseNamespaceDeclarationSyntax space => space.Usings,
                CompilationUnitSyntax file => file.Usings,
                _ => null,
            };
            if (usings is { Count: > 0 } list && (scope is CompilationUnitSyntax || list.Any(static one => one.Name?.ToString().Contains("System.Linq") == true)))
            {
                return Adding(list[0].SpanStart, call);
            }
        }

        return Adding(Beginning((CompilationUnitSyntax)call.SyntaxTree.GetRoot()), call);
    }

    /// <summary>In a file without usings: behind a comment about the file, and before one about its first type.</summary>
    private static int Beginning(CompilationUnitSyntax root)
    {
        if (root.Externs.Count > 0)
        {
            return root.Externs.Last().FullSpan.End;
        }

        SyntaxToken first = root.GetFirstToken();
        SyntaxTrivia documentation = first.LeadingTrivia.FirstOrDefault(static trivia => trivia.HasStructure && trivia.GetStructure() is DocumentationCommentTriviaSyntax);
        return documentation == default ? first.SpanStart : documentation.FullSpan.Start;
    }

    private static Edit Adding(int at, SyntaxNode call) => new($"Add '{Using}'", "Using", new TextSpan(at, 0), Using + "\n")
    {
        IsRight = async (changed, cancellationToken) =>
        {
            SyntaxNode? root = await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            SemanticModel? model = await changed.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
            int shift = root!.FullSpan.Length - call.SyntaxTree.GetRoot(cancellationToken).FullSpan.Length;
            SyntaxNode moved = root.FindNode(new TextSpan(call.SpanStart + shift, call.Span.Length), getInnermostNodeForTie: true);
            IEnumerable<ISymbol?> called = moved.AncestorsAndSelf().Where(node => node.Span.Length <= call.Span.Length || node is InvocationExpressionSyntax)
                .Take(3).Select(node => model!.GetSymbolInfo(node, cancellationToken).Symbol);
            return called.Any(static symbol => symbol?.ContainingType?.Name == "ParallelSequenceExtensions");
        },
    };
}
