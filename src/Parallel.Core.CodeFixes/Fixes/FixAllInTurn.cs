using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelCore.Analyzers;

namespace ParallelCore.CodeFixes.Fixes;

/// <summary>
/// Applies one kind of fix wherever a document has use for it, one after another: a fix changes declarations and bodies together, so that the places of the next are only known when it is done.
/// Ends when nothing is left that the fix is offered for, or when it has been applied as often as there were places at the start.
/// </summary>
internal sealed class FixAllInTurn : DocumentBasedFixAllProvider
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = ImmutableArray.Create<DiagnosticAnalyzer>(new ParallelBodyAnalyzer());

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        for (int left = diagnostics.Length; left > 0; left--)
        {
            fixAllContext.CancellationToken.ThrowIfCancellationRequested();
            if (await NextAsync(fixAllContext, document).ConfigureAwait(false) is not { } changed)
            {
                break;
            }

            document = changed;
        }

        return document;
    }

    /// <summary>The document with the first place fixed for which the fix is offered; null if there is none.</summary>
    private static async Task<Document?> NextAsync(FixAllContext context, Document document)
    {
        if (await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        CompilationWithAnalyzers analysis = model.Compilation.WithAnalyzers(s_analyzers, document.Project.AnalyzerOptions);
        ImmutableArray<Diagnostic> found = await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, null, context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in found.Where(one => context.DiagnosticIds.Contains(one.Id)).OrderBy(static one => one.Location.SourceSpan.Start))
        {
            CodeAction? wanted = null;
            void Take(CodeAction action, ImmutableArray<Diagnostic> ofDiagnostics)
            {
                if (action.EquivalenceKey == context.CodeActionEquivalenceKey)
                {
                    wanted ??= action;
                }
            }

            await context.CodeFixProvider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, Take, context.CancellationToken)).ConfigureAwait(false);
            if (wanted is not null)
            {
                ImmutableArray<CodeActionOperation> operations = await wanted.GetOperationsAsync(context.CancellationToken).ConfigureAwait(false);
                return operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution.GetDocument(document.Id);
            }
        }

        return null;
    }
}
