using System.Text.RegularExpressions;
using ParallelCore.Tests.Docs;

namespace ParallelCore.Tests.Architecture;

/// <summary>In which folder of the library's source each outermost type is declared; a namespace doesn't tell, since public types keep theirs wherever they live.</summary>
internal static partial class SourceFolders
{
    /// <summary>What files outside of any folder belong to.</summary>
    public const string Root = "the root";

    private static readonly Dictionary<string, string> s_folders = Read();

    /// <summary>The folder, or null if no such type was found.</summary>
    /// <param name="space">The type's namespace.</param>
    /// <param name="type">Its name, with a grave accent and the number of its type parameters if it has any.</param>
    public static string? Of(string space, string type) => s_folders.GetValueOrDefault($"{space}.{type}");

    private static Dictionary<string, string> Read()
    {
        string source = Path.Combine(MarkdownDocument.RepositoryRoot, "src", "Parallel.Core");
        var folders = new Dictionary<string, string>();
        foreach (string file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories))
        {
            string[] parts = Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar);
            if (parts[0] is "bin" or "obj")
                continue;
            string text = File.ReadAllText(file);
            string space = Namespace().Match(text).Groups[1].Value;
            foreach (Match match in Declaration().Matches(text))
            {
                string parameters = match.Groups["parameters"].Value;
                string arity = parameters.Length == 0 ? "" : $"`{parameters.Count(static c => c == ',') + 1}";
                folders[$"{space}.{match.Groups["name"].Value}{arity}"] = parts.Length == 1 ? Root : parts[0];
            }
        }

        return folders;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal) (?:[a-z]+ )*(?:class|struct|interface|enum|record|delegate [\w<>?]+) (?<name>\w+)(?:<(?<parameters>[^>]*)>)?", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
