using System.Text.RegularExpressions;
using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Showing;

/// <summary>The members of a compiled source file, as lines: without its usings, its namespace and the class around them.</summary>
internal sealed partial record SourceText(string File, IReadOnlyList<string> Lines)
{
    private const int Indent = 4;

    public static SourceText Of(ISample sample, string file)
    {
        string name = $"{sample.Folder()}/{file}";
        using Stream stream = typeof(SourceText).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return new SourceText(file, Members(reader.ReadToEnd()));
    }

    /// <summary>Members are indented, what encloses them isn't.</summary>
    public static IReadOnlyList<string> Members(string source) =>
    [
        .. source.ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(static line => line != "{")
            .Where(static line => line.Length == 0 || char.IsWhiteSpace(line[0]))
            .Select(static line => Plain(line.Length > Indent ? line[Indent..].TrimEnd() : ""))
            .Reverse().SkipWhile(static line => line.Length == 0).Reverse(),
    ];

    /// <summary>Documentation comments read as ordinary ones.</summary>
    private static string Plain(string line) =>
        line.TrimStart().StartsWith("///", StringComparison.Ordinal)
            ? Tag().Replace(Reference().Replace(line, static match => match.Groups[1].Value.Split('.', '(', '{')[0]), "").Replace("///", "//", StringComparison.Ordinal)
            : line;

    [GeneratedRegex("<(?:see|paramref) (?:cref|name|langword)=\"([^\"]+)\"/>")]
    private static partial Regex Reference();

    [GeneratedRegex("</?[a-z]+[^>]*>")]
    private static partial Regex Tag();
}
