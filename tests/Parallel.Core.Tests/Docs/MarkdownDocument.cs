using System.Text.RegularExpressions;

namespace ParallelCore.Tests.Docs;

/// <summary>A Markdown file of the repository: its C# blocks, links and headings.</summary>
internal sealed partial class MarkdownDocument(string path)
{
    public static readonly string RepositoryRoot = typeof(MarkdownDocument).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private readonly string[] _lines = File.ReadAllLines(Path.Combine(RepositoryRoot, path));

    public static IEnumerable<string> Paths =>
        Directory.EnumerateFiles(RepositoryRoot, "*.md", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden })
            .Select(file => Path.GetRelativePath(RepositoryRoot, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "TestResults" or "BenchmarkDotNet.Artifacts"))
            .Order(StringComparer.Ordinal);

    public string Text => string.Join('\n', _lines);

    public IEnumerable<Snippet> Snippets()
    {
        for (int i = 0; i < _lines.Length; i++)
        {
            if (_lines[i] != "```csharp")
                continue;
            int end = Array.IndexOf(_lines, "```", i);
            yield return new Snippet(path, i + 1, string.Join('\n', _lines[(i + 1)..end]));
            i = end;
        }
    }

    /// <summary>The links that lead nowhere: to a file that doesn't exist, or to a heading that the file doesn't have.</summary>
    public IEnumerable<string> BrokenLinks()
    {
        foreach (Match match in Link().Matches(OutsideOfBlocks()))
        {
            string target = match.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
                continue;
            string[] parts = target.Split('#', 2);
            string file = parts[0].Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, parts[0]);
            bool isThere = Path.Exists(Path.Combine(RepositoryRoot, file));
            if (!isThere || (parts.Length == 2 && !new MarkdownDocument(file).Anchors().Contains(parts[1])))
                yield return target;
        }
    }

    private IEnumerable<string> Anchors() =>
        OutsideOfBlocks().Split('\n').Where(line => line.StartsWith('#'))
            .Select(line => NotInAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private string OutsideOfBlocks() => FencedBlock().Replace(Text, "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
