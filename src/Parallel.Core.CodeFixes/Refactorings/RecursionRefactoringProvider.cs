using Microsoft.CodeAnalysis.CodeRefactorings;
using ParallelCore.Analyzers.Loops;

namespace ParallelCore.CodeFixes.Refactorings;

/// <summary>A method that calls itself twice, and only computes: the two calls run at the same time.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(RecursionRefactoringProvider))]
public sealed class RecursionRefactoringProvider : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent?.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault() is not { } statement || model?.Compilation.GetTypeByMetadataName("ParallelCore.ForkJoin") is null
            || Of(statement, model, context.CancellationToken) is not { } edit || await edit.OfferAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } action)
        {
            return;
        }

        context.RegisterRefactoring(action);
    }

    /// <summary><c>return F(a) + F(b);</c>, where nothing else is computed that the second call could have waited for.</summary>
    private static Edit? Of(StatementSyntax statement, SemanticModel model, CancellationToken cancellationToken)
    {
        if (statement.Parent is not (BlockSyntax or GlobalStatementSyntax) || model.GetEnclosingSymbol(statement.SpanStart, cancellationToken) is not IMethodSymbol { ReturnsVoid: false, MethodKind: MethodKind.Ordinary } method
            || method.ContainingType.IsValueType && !method.IsStatic || method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType))
        {
            return null;
        }

        InvocationExpressionSyntax[] calls = [.. statement.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax).OfType<InvocationExpressionSyntax>()
            .Where(call => SymbolEqualityComparer.Default.Equals((model.GetSymbolInfo(call, cancellationToken).Symbol as IMethodSymbol)?.OriginalDefinition, method.OriginalDefinition))];
        if (calls is not [{ } left, { } right] || left.Span.IntersectsWith(right.Span) || statement is not (ReturnStatementSyntax or LocalDeclarationStatementSyntax or ExpressionStatementSyntax) || IsConditional(left, statement) || IsConditional(right, statement)
            || !new PureMethods(model.Compilation, cancellationToken).Contains(method))
        {
            return null;
        }

        string one = Free(model, statement, "left"), other = Free(model, statement, "right");
        string text = statement.ToString();
        text = text.Substring(0, right.SpanStart - statement.SpanStart) + other + text.Substring(right.Span.End - statement.SpanStart);
        text = text.Substring(0, left.SpanStart - statement.SpanStart) + one + text.Substring(left.Span.End - statement.SpanStart);
        return new Edit("Run both calls in parallel", "ForkJoin", statement.Span, $"var ({one}, {other}) = ForkJoin.Invoke(() => {left}, () => {right});\n{text}");
    }

    // Only what is always computed may be computed before.
    private static bool IsConditional(SyntaxNode call, StatementSyntax statement) =>
        call.Ancestors().TakeWhile(node => node != statement).Any(static node => node is ConditionalExpressionSyntax or SwitchExpressionSyntax or ConditionalAccessExpressionSyntax || (node is BinaryExpressionSyntax binary && binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression));

    private static string Free(SemanticModel model, StatementSyntax statement, string wanted)
    {
        string name = wanted;
        for (int i = 2; !model.LookupSymbols(statement.SpanStart, name: name).IsEmpty; i++)
        {
            name = wanted + i;
        }

        return name;
    }
}
