using Microsoft.CodeAnalysis.CodeFixes;

namespace ParallelCore.CodeFixes.Fixes;

/// <summary>Offers what mends the mistakes that the rules find in parallel bodies, where that is right for the code at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ParallelBodyFixProvider))]
public sealed class ParallelBodyFixProvider : CodeFixProvider
{
    private static readonly FixAllInTurn s_fixAll = new();

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("PC1001", "PC1002", "PC1004", "PC1007", "PC1008", "PC1010", "PC2002", "PC2003", "PC2008");

    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        CancellationToken cancellationToken = context.CancellationToken;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (diagnostic.Id == "PC2008")
            {
                await OfferAsync(context, UsingFix.Of(node), diagnostic).ConfigureAwait(false);
                continue;
            }

            if (ParallelCallSite.Around(node, model, cancellationToken) is not { } site || (diagnostic.Properties.TryGetValue("IsInCallee", out string? isInCallee) && isInCallee == "true"))
            {
                continue;
            }

            IEnumerable<Edit> edits = diagnostic.Id switch
            {
                "PC1001" => [.. site.AsLoop(withoutLocks: false, cancellationToken), .. CounterFixes.Of(site, node, cancellationToken)],
                "PC1002" => [.. site.AsLoop(withoutLocks: false, cancellationToken), .. CollectionFixes.Of(site, node, cancellationToken), .. PerWorkerFixes.Of(site, node, cancellationToken)],
                "PC1004" => CollectionFixes.Steps(site, node, cancellationToken),
                "PC1007" => BodyFixes.Async(site),
                "PC1008" => BodyFixes.PerIndex(site),
                "PC1010" => PerWorkerFixes.Of(site, node, cancellationToken),
                _ => site.AsLoop(withoutLocks: true, cancellationToken),
            };

            foreach (Edit edit in edits)
            {
                await OfferAsync(context, edit, diagnostic).ConfigureAwait(false);
            }
        }
    }

    private static async Task OfferAsync(CodeFixContext context, Edit edit, Diagnostic diagnostic)
    {
        if (await edit.OfferAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is { } action)
        {
            context.RegisterCodeFix(action, diagnostic);
        }
    }
}
