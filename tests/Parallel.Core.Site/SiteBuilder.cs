using System.Net;
using System.Reflection;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ParallelCore.Site;

/// <summary>Turns Markdown files into pages at the same places, and with them all the Markdown that they link to. A link to any other file of the repository becomes one to where the repository is published.</summary>
/// <param name="root">The folder that all paths start from: the repository's.</param>
internal sealed class SiteBuilder(string root)
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();
    private static readonly (string Name, string Page)[] s_navigation =
    [
        ("Parallel.Core", "index.html"),
        ("Tutorial", "docs/tutorial.html"),
        ("How to", "docs/index.html#how-to"),
        ("Explanation", "docs/index.html#explanation"),
        ("Reference", "reference/index.html"),
    ];

    private readonly Dictionary<string, MarkdownDocument> _pages = [];
    private readonly HashSet<string> _images = [];
    private readonly List<string> _problems = [];

    public static string RepositoryRoot { get; } = Path.GetFullPath(Metadata("RepositoryRoot"));

    public int Pages => _pages.Count;

    public IReadOnlyList<string> Problems => _problems;

    public void AddMarkdown(string path)
    {
        if (!_pages.ContainsKey(path))
            Add(path, File.ReadAllText(Path.Combine(root, path)));
    }

    /// <param name="path">Where the page stands, as a Markdown file, from the repository's root.</param>
    /// <param name="text">The Markdown.</param>
    public void Add(string path, string text)
    {
        MarkdownDocument document = Markdown.Parse(text, s_pipeline);
        _pages.Add(path, document);
        foreach (CodeInline code in document.Descendants<TableCell>().SelectMany(static cell => cell.Descendants<CodeInline>()).ToArray())
            code.ReplaceBy(new HtmlInline(CodeInACell(code.Content)));
        foreach (LinkInline link in document.Descendants<LinkInline>().Where(static link => IsLocal(link.Url)))
        {
            string target = TargetOf(path, link);
            if (target.EndsWith(".md", StringComparison.Ordinal) && File.Exists(Path.Combine(root, target)))
                AddMarkdown(target);
        }
    }

    public void Write(string folder)
    {
        if (Directory.Exists(folder) && !File.Exists(Path.Combine(folder, "site.css")) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"{folder} holds something else than a site.");
        foreach ((string path, MarkdownDocument document) in _pages)
        {
            foreach (LinkInline link in document.Descendants<LinkInline>().Where(static link => IsLocal(link.Url)))
                Resolve(path, link);
        }

        foreach ((string path, MarkdownDocument document) in _pages)
        {
            string file = Path.Combine(folder, PageOf(path));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, Html(path, document));
        }

        foreach (string image in _images)
        {
            string copy = Path.Combine(folder, image);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(root, image), copy, overwrite: true);
        }

        using Stream style = typeof(SiteBuilder).Assembly.GetManifestResourceStream("site.css")!;
        using FileStream target = File.Create(Path.Combine(folder, "site.css"));
        style.CopyTo(target);
    }

    /// <summary>Replaces the address of a link by that of what it leads to in the site.</summary>
    private void Resolve(string path, LinkInline link)
    {
        string target = TargetOf(path, link);
        string? anchor = link.Url!.Split('#', 2).ElementAtOrDefault(1);
        string full = Path.Combine(root, target);
        if (_pages.TryGetValue(target, out MarkdownDocument? page))
        {
            if (anchor is not null && !page.Descendants<HeadingBlock>().Any(heading => heading.GetAttributes().Id == anchor))
                _problems.Add($"{path}: no heading '{anchor}' in {target}");
            link.Url = Relative(path, PageOf(target)) + (anchor is null ? "" : "#" + anchor);
        }
        else if (link.IsImage && File.Exists(full))
        {
            _images.Add(target);
        }
        else if (Path.Exists(full))
        {
            link.Url = $"{Metadata("RepositoryUrl")}/blob/main/{target}";
        }
        else
        {
            _problems.Add($"{path}: nothing at {target}");
        }
    }

    private static string Html(string path, MarkdownDocument document)
    {
        using var body = new StringWriter();
        var renderer = new HtmlRenderer(body);
        s_pipeline.Setup(renderer);
        renderer.Render(document);
        string title = document.Descendants<HeadingBlock>().FirstOrDefault()?.Inline is { } inline ? string.Concat(inline.Descendants<LeafInline>().Select(PlainText)) : path;
        string content = body.ToString().Replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>", StringComparison.Ordinal).Replace("</table>", "</table></div>", StringComparison.Ordinal);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{Relative(path, "site.css")}">
            </head>
            <body>
            <nav>{Navigation(path)}</nav>
            <main>
            {content}</main>
            </body>
            </html>

            """;
    }

    private static string Navigation(string path) => string.Join('\n', s_navigation.Select(item => $"<a href=\"{Relative(path, item.Page)}\">{item.Name}</a>"));

    /// <summary>Code that a narrow cell may break where a reader would, after a dot or a parenthesis. A bar in it is written with a backslash, so as not to end the cell.</summary>
    private static string CodeInACell(string code)
    {
        code = code.Replace("\\|", "|", StringComparison.Ordinal);
        return $"<code>{string.Concat(code.Select((c, i) => WebUtility.HtmlEncode(c.ToString()) + (MayBreakAfter(i) ? "<wbr>" : "")))}</code>";

        bool MayBreakAfter(int i) => "._(,<=".Contains(code[i], StringComparison.Ordinal) && i + 1 < code.Length && char.IsLetterOrDigit(code[i + 1]);
    }

    private static string PlainText(Inline inline) => inline switch { LiteralInline text => text.Content.ToString(), CodeInline code => code.Content, _ => "" };

    private static bool IsLocal(string? url) => url is not null && !url.Contains(':', StringComparison.Ordinal);

    private static string TargetOf(string path, LinkInline link)
    {
        string file = link.Url!.Split('#', 2)[0];
        return file.Length == 0 ? path : Path.GetRelativePath("/", Path.GetFullPath(file, Path.GetDirectoryName("/" + path)!)).Replace('\\', '/');
    }

    private static string PageOf(string path) => path.EndsWith("README.md", StringComparison.Ordinal) ? path[..^"README.md".Length] + "index.html" : Path.ChangeExtension(path, ".html");

    private static string Relative(string from, string to) => Path.GetRelativePath(Path.GetDirectoryName("/" + from)!, "/" + to).Replace('\\', '/');

    private static string Metadata(string key) => typeof(SiteBuilder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
