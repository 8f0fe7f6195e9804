using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ParallelCore.Analyzers.Loops;

/// <summary>Answers the comment <c>// why not parallel?</c> above a loop: why none of the refactorings is offered for it, or that there are some.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WhyNotParallelAnalyzer : DiagnosticAnalyzer
{
    internal const string Question = "why not parallel?";

    private static readonly DiagnosticDescriptor s_rule = new(
        "PC2101",
        "Why a loop isn't offered to run in parallel",
        "{0}",
        "ParallelCore.Advice",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/parallel-core/parallel-core/blob/main/docs/refactorings.md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.ForStatement, SyntaxKind.ForEachStatement, SyntaxKind.WhileStatement, SyntaxKind.DoStatement);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var loop = (StatementSyntax)context.Node;
        if (!loop.HasLeadingTrivia || !IsAsked(loop))
        {
            return;
        }

        LoopOffers found = LoopOffers.For(loop, context.SemanticModel, context.CancellationToken);
        string answer = found.Refusal is { } refusal
            ? $"This loop isn't offered to run in parallel: {refusal.Why}"
            : $"This loop can run in parallel: {string.Join("; ", found.Offers.Select(static offer => char.ToLowerInvariant(offer.Title[0]) + offer.Title.Substring(1)))}";
        SyntaxNode where = found.Refusal?.Where ?? loop;
        context.ReportDiagnostic(Diagnostic.Create(s_rule, where is StatementSyntax ? where.GetFirstToken().GetLocation() : where.GetLocation(), answer));
    }

    private static bool IsAsked(StatementSyntax loop)
    {
        foreach (SyntaxTrivia trivia in loop.GetLeadingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().IndexOf(Question, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
