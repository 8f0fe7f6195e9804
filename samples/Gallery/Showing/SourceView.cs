using Spectre.Console;

namespace ParallelCore.Gallery.Showing;

/// <summary>Writes code, folded to the width there is: two files beside each other, or one.</summary>
internal static class SourceView
{
    private const string Between = " | ";
    private const int ContinuationIndent = 4;

    public static void WriteBeside(IAnsiConsole console, SourceText left, SourceText right)
    {
        int width = (console.Profile.Width - Between.Length) / 2;
        string[] before = [.. left.Lines.SelectMany(line => Fold(line, width))];
        string[] after = [.. right.Lines.SelectMany(line => Fold(line, width))];
        WriteRow(console, left.File, right.File, width);
        WriteRow(console, new string('-', width), new string('-', width), width);
        for (int row = 0; row < Math.Max(before.Length, after.Length); row++)
            WriteRow(console, before.ElementAtOrDefault(row) ?? "", after.ElementAtOrDefault(row) ?? "", width);
        console.WriteLine();
    }

    public static void Write(IAnsiConsole console, SourceText source)
    {
        console.WriteLine(source.File);
        console.WriteLine(new string('-', console.Profile.Width - 1));
        foreach (string line in source.Lines.SelectMany(line => Fold(line, console.Profile.Width - 1)))
            console.WriteLine(line);
        console.WriteLine();
    }

    /// <summary>Cuts a line into rows that fit, at a space where there is one; rows after the first are indented further.</summary>
    public static IEnumerable<string> Fold(string line, int width)
    {
        int indent = line.Length - line.TrimStart().Length;
        string prefix = line.AsSpan(indent).StartsWith("//") ? new string(' ', indent) + "// " : new string(' ', indent + ContinuationIndent);
        while (line.Length > width)
        {
            int cut = line.LastIndexOf(' ', width);
            if (cut <= prefix.Length)
                cut = width;
            yield return line[..cut].TrimEnd();
            line = prefix + line[cut..].TrimStart();
        }

        yield return line;
    }

    private static void WriteRow(IAnsiConsole console, string left, string right, int width) =>
        console.WriteLine((left.PadRight(width) + Between + right).TrimEnd());
}
