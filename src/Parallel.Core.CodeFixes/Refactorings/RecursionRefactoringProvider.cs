using Microsoft.CodeAnalysis.CodeRefactorings;
using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Loops;
using ParallelCore.Analyzers.Recursions;

namespace ParallelCore.CodeFixes.Refactorings;

/// <summary>A method that calls itself twice, and only computes, or works on two parts of its arrays: the two calls run at the same time.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(RecursionRefactoringProvider))]
public sealed class RecursionRefactoringProvider : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent?.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault() is not { } statement || model?.Compilation.GetTypeByMetadataName("ParallelCore.ForkJoin") is null
            || (Of(statement, model, context.CancellationToken) ?? OfParts(statement, model, context.CancellationToken)) is not { } edit || await edit.OfferAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } action)
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

    /// <summary><c>Sort(a, from, middle); Sort(a, middle, to);</c>, each of which may stand behind an <c>if</c>.</summary>
    private static Edit? OfParts(StatementSyntax statement, SemanticModel model, CancellationToken cancellationToken)
    {
        // The cursor may be in the call behind an if.
        while (statement.Parent is IfStatementSyntax or BlockSyntax { Statements.Count: 1, Parent: IfStatementSyntax })
        {
            statement = statement.Parent as IfStatementSyntax ?? (IfStatementSyntax)statement.Parent.Parent!;
        }

        if (statement.Parent is not BlockSyntax block || model.GetEnclosingSymbol(statement.SpanStart, cancellationToken) is not IMethodSymbol { ReturnsVoid: true, MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsAsync: false } method
            || method.ContainingType.TypeKind == TypeKind.Interface || (method.ContainingType.IsValueType && !method.IsStatic) || method.ContainingType.StaticConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared))
        {
            return null;
        }

        int at = block.Statements.IndexOf(statement);
        foreach (int first in new[] { at, at - 1 })
        {
            if (first >= 0 && first + 1 < block.Statements.Count && CallIn(block.Statements[first], method, model, cancellationToken) is { } one && CallIn(block.Statements[first + 1], method, model, cancellationToken) is { } other)
            {
                TextSpan span = TextSpan.FromBounds(block.Statements[first].SpanStart, block.Statements[first + 1].Span.End);
                return !block.ContainsDirectives && PartReader.MayRunTogether(method, one, other, new CodeOfMethods(model.Compilation), cancellationToken)
                    ? new Edit("Run both calls in parallel", "ForkJoin", span, $"ForkJoin.Invoke(() => {AsBody(block.Statements[first])}, () => {AsBody(block.Statements[first + 1])});")
                    : null;
            }
        }

        return null;
    }

    private static string AsBody(StatementSyntax statement) => statement is ExpressionStatementSyntax { Expression: var call } ? call.ToString() : $"{{ {statement} }}";

    /// <summary>The one call of the method by itself that a statement makes; what else it looks at are variables, which no call changes.</summary>
    private static InvocationExpressionSyntax? CallIn(StatementSyntax statement, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        if (statement is IfStatementSyntax { Else: null } choice)
        {
            StatementSyntax inner = choice.Statement is BlockSyntax { Statements: [{ } only] } ? only : choice.Statement;
            return choice.Condition.DescendantNodesAndSelf().All(static node => node is BinaryExpressionSyntax or IdentifierNameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax) && IsOfVariables(choice.Condition, model, cancellationToken) && inner is ExpressionStatementSyntax
                ? CallIn(inner, method, model, cancellationToken)
                : null;
        }

        return statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && SymbolEqualityComparer.Default.Equals((model.GetSymbolInfo(call, cancellationToken).Symbol as IMethodSymbol)?.OriginalDefinition, method.OriginalDefinition) ? call : null;
    }

    private static bool IsOfVariables(ExpressionSyntax condition, SemanticModel model, CancellationToken cancellationToken) =>
        condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().All(name => model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol { IsConst: true })
        && condition.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().All(binary => model.GetTypeInfo(binary.Left, cancellationToken).Type is { SpecialType: not SpecialType.None });

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
