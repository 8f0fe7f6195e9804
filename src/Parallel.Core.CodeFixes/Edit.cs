using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Formatting;

namespace ParallelCore.CodeFixes;

/// <summary>A change of a document's text. It is offered when the changed document compiles as the one before did.</summary>
internal sealed record Edit(string Title, string Key, IReadOnlyList<TextChange> Changes)
{
    // What the changes may name, and where it lives.
    private static readonly (string Name, string Namespace)[] s_names =
    [
        ("ParallelRange", "ParallelCore"), ("ForkJoin", "ParallelCore"), ("RangeOptions", "ParallelCore"), ("ChunkPolicy", "ParallelCore"), ("InParallel", "ParallelCore"),
        ("StripedCounter", "ParallelCore.Counters"), ("OrderedCollector", "ParallelCore.Collections"), ("SynchronizedDictionary", "ParallelCore.Collections"),
        ("Interlocked", "System.Threading"), ("Parallel", "System.Threading.Tasks"), ("Math", "System"), ("Environment", "System"),
    ];

    public Edit(string title, string key, TextSpan span, string text)
        : this(title, key, [new TextChange(span, text)])
    {
    }

    /// <summary>Whether the changed document is what was wanted; null for whatever compiles.</summary>
    public Func<Document, CancellationToken, Task<bool>>? IsRight { get; init; }

    /// <summary>The action, or null if the changed document doesn't compile, or isn't right.</summary>
    public async Task<CodeAction?> OfferAsync(Document document, CancellationToken cancellationToken)
    {
        Document changed = await ApplyAsync(document, cancellationToken).ConfigureAwait(false);
        if (await CountErrorsAsync(changed, cancellationToken).ConfigureAwait(false) > await CountErrorsAsync(document, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (IsRight is not null && !await IsRight(changed, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        return CodeAction.Create(Title, _ => Task.FromResult(changed), Key);
    }

    private static async Task<int> CountErrorsAsync(Document document, CancellationToken cancellationToken)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model!.GetDiagnostics(cancellationToken: cancellationToken).Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private async Task<Document> ApplyAsync(Document document, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        string newLine = text.ToString().Contains("\r\n") ? "\r\n" : "\n";
        List<TextChange> changes = [.. Changes.OrderBy(static change => change.Span.Start).Select(change => new TextChange(change.Span, change.NewText!.Replace("\r\n", "\n").Replace("\n", newLine)))];
        int position = changes[0].Span.Start;
        string[] missing = [.. s_names.Where(name => changes.Any(change => Names(change.NewText!, name.Name)) && !IsKnown(model!, position, name.Name)).Select(static name => name.Namespace).Distinct().OrderBy(static name => name, StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            int at = root.Usings.Count > 0 ? root.Usings.Last().FullSpan.End : root.Externs.Count > 0 ? root.Externs.Last().FullSpan.End : root.GetFirstToken().SpanStart;
            string usings = string.Concat(missing.Select(name => $"using {name};{newLine}"));
            changes.Insert(0, new TextChange(new TextSpan(at, 0), usings));
        }

        List<TextSpan> spans = [];
        int shift = 0;
        foreach (TextChange change in changes)
        {
            spans.Add(new TextSpan(change.Span.Start + shift, change.NewText!.Length));
            shift += change.NewText.Length - change.Span.Length;
        }

        return await Formatter.FormatAsync(document.WithText(text.WithChanges(changes)), spans, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static bool Names(string text, string name)
    {
        int at = text.IndexOf(name, StringComparison.Ordinal);
        while (at >= 0)
        {
            int end = at + name.Length;
            if ((at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_')) && (end == text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] == '_')))
            {
                return true;
            }

            at = text.IndexOf(name, end, StringComparison.Ordinal);
        }

        return false;
    }

    private static bool IsKnown(SemanticModel model, int position, string name) => !model.LookupNamespacesAndTypes(position, name: name == "InParallel" ? "ParallelRange" : name).IsEmpty;
}
