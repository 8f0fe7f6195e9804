// Makes static pages of the README, of what it leads to, and of the library's documentation comments. Exit code 1 when a link leads nowhere.
using ParallelCore.Site;

string folder = args.FirstOrDefault() ?? Path.Combine(SiteBuilder.RepositoryRoot, "artifacts", "site");
var site = new SiteBuilder(SiteBuilder.RepositoryRoot);
site.AddMarkdown("README.md");
foreach (string file in Directory.EnumerateFiles(Path.Combine(SiteBuilder.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
    site.AddMarkdown(Path.GetRelativePath(SiteBuilder.RepositoryRoot, file).Replace('\\', '/'));
foreach ((string path, string text) in ReferencePages.Create())
    site.Add(path, text);
site.Write(folder);
foreach (string problem in site.Problems)
    Console.Error.WriteLine(problem);
Console.WriteLine($"{site.Pages:N0} pages in {folder}, {site.Problems.Count:N0} broken links");
return site.Problems.Count == 0 ? 0 : 1;
