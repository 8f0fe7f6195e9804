using System.Text.RegularExpressions;

namespace ParallelCore.AnalyzerTests.Checking;

/// <summary>A piece of code with marks: what the rules must say about it, and what they may.</summary>
/// <param name="Id">The first word of its heading.</param>
/// <param name="Code">What stands between the fences.</param>
public sealed partial record Case(string Id, string Code)
{
    /// <summary>The rule that must speak, where the heading names one; otherwise any may.</summary>
    public string? Rule { get; init; }

    /// <summary>The lines, from 1, that must carry a diagnostic.</summary>
    public IEnumerable<int> Wanted => Marked("// !>");

    /// <summary>The two or more lines of each race, told apart by letters behind the mark; one of them must carry a diagnostic.</summary>
    public IEnumerable<IReadOnlyCollection<int>> Races =>
        Code.Split('\n').SelectMany(static (line, i) => Mark().Match(line) is { Success: true } mark ? mark.Groups["races"].Value.DefaultIfEmpty(' ').Select(race => (Race: race, Number: i + 1)) : [])
            .GroupBy(static line => line.Race, static line => line.Number).Select(static race => race.ToArray());

    /// <summary>The lines that may carry one.</summary>
    public IEnumerable<int> Welcome => Marked("// ?>");

    public override string ToString() => Id;

    /// <summary>The cases of a document: a heading of the second level, and a fence.</summary>
    public static IReadOnlyList<Case> ReadAll(string path)
    {
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        return [.. Fence().Matches(text).Select(static match => new Case(match.Groups["id"].Value, match.Groups["code"].Value) { Rule = match.Groups["rule"] is { Success: true } rule ? rule.Value : null })];
    }

    private IEnumerable<int> Marked(string mark) =>
        Code.Split('\n').Select(static (line, i) => (Text: line, Number: i + 1)).Where(line => line.Text.Contains(mark, StringComparison.Ordinal)).Select(static line => line.Number);

    [GeneratedRegex(@"^#{2,3} (?<id>[^\s:]+)(?: (?<rule>PC\d+)$)?[^\n]*\n(?:(?!#{2,3} )[^\n]*\n)*?```csharp\n(?<code>.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"// !> ?(?<races>[a-z]*)\s*$")]
    private static partial Regex Mark();
}
