using Microsoft.CodeAnalysis;

namespace ParallelCore.Tests.Docs;

/// <summary>A block of C# in a document.</summary>
/// <param name="Document">The document's path from the repository's root.</param>
/// <param name="Line">The line of the block's opening fence, from 1.</param>
/// <param name="Code">What stands between the fences.</param>
public sealed record Snippet(string Document, int Line, string Code)
{
    private const string Prints = "// prints ";

    /// <summary>All blocks that are shown to users. Other documents show code of the repository's inside.</summary>
    public static IEnumerable<Snippet> ForUsers() =>
        MarkdownDocument.Paths.Where(path => path == "README.md" || path.StartsWith("docs/", StringComparison.Ordinal)).SelectMany(path => new MarkdownDocument(path).Snippets());

    /// <summary>The lines that it says it prints, in this order, among others.</summary>
    public IEnumerable<string> PrintedLines => Code.Split('\n').Where(line => line.Contains(Prints, StringComparison.Ordinal)).Select(line => line[(line.IndexOf(Prints, StringComparison.Ordinal) + Prints.Length)..]);

    /// <summary>It shows a race, and says so: what comes of it is chance.</summary>
    public bool IsWrong => Code.Contains("// wrong", StringComparison.Ordinal) || Code.Contains("// !>", StringComparison.Ordinal);

    public bool Contains(FileLinePositionSpan place) => place.Path == Document && place.StartLinePosition.Line >= Line && place.StartLinePosition.Line <= Line + Code.AsSpan().Count('\n');

    public override string ToString() => $"{Document}:{Line}";
}
