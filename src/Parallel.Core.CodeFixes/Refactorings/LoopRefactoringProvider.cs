using Microsoft.CodeAnalysis.CodeRefactorings;
using ParallelCore.Analyzers.Loops;

namespace ParallelCore.CodeFixes.Refactorings;

/// <summary>Offers to run a sequential loop in parallel: only one that is proven to give the same result.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(LoopRefactoringProvider))]
public sealed class LoopRefactoringProvider : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || root.FindToken(context.Span.Start).Parent?.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(static node => node is ForStatementSyntax or ForEachStatementSyntax) is not { } loop || !IsAtHead(loop, context.Span))
        {
            return;
        }

        foreach (LoopOffer offer in LoopOffers.For(loop, model, context.CancellationToken).Offers)
        {
            var edit = new Edit(offer.Title, offer.Key, TextSpan.FromBounds(offer.Replaced[0].SpanStart, offer.Replaced[offer.Replaced.Count - 1].Span.End), offer.Text);
            if (await edit.OfferAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is { } action)
            {
                context.RegisterRefactoring(action);
            }
        }
    }

    private static bool IsAtHead(StatementSyntax loop, TextSpan span)
    {
        StatementSyntax body = loop is ForStatementSyntax counted ? counted.Statement : ((ForEachStatementSyntax)loop).Statement;
        return span.Start < body.SpanStart || span.Contains(loop.Span);
    }
}
