using System.Text.RegularExpressions;

namespace ParallelCore.AnalyzerTests.Checking;

/// <summary>A piece of code with marks: what the rules must say about it, and what they may.</summary>
/// <param name="Id">The first word of its heading.</param>
/// <param name="Code">What stands between the fences.</param>
public sealed partial record Case(string Id, string Code)
{
    /// <summary>The lines, from 1, that must carry a diagnostic.</summary>
    public IEnumerable<int> Wanted => Marked("// !>");

    /// <summary>The lines that may carry one.</summary>
    public IEnumerable<int> Welcome => Marked("// ?>");

    public override string ToString() => Id;

    /// <summary>The cases of a document: a heading of the second level, and a fence.</summary>
    public static IReadOnlyList<Case> ReadAll(string path)
    {
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        return [.. Fence().Matches(text).Select(static match => new Case(match.Groups["id"].Value, match.Groups["code"].Value))];
    }

    private IEnumerable<int> Marked(string mark) =>
        Code.Split('\n').Select(static (line, i) => (Text: line, Number: i + 1)).Where(line => line.Text.Contains(mark, StringComparison.Ordinal)).Select(static line => line.Number);

    [GeneratedRegex(@"^#{2,3} (?<id>[^\s:]+)[^\n]*\n(?:(?!#{2,3} )[^\n]*\n)*?```csharp\n(?<code>.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
