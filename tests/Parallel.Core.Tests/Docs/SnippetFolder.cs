namespace ParallelCore.Tests.Docs;

/// <summary>A folder with the files that the documents' blocks read.</summary>
public sealed class SnippetFolder : IDisposable
{
    public SnippetFolder()
    {
        File.WriteAllLines(System.IO.Path.Combine(Path, "input.txt"), ["to be", "or not", "to be"]);
        File.WriteAllText(System.IO.Path.Combine(Path, "index.html"), "<!doctype html><title>Index</title>");
        File.WriteAllLines(System.IO.Path.Combine(Path, "access.log"), Enumerable.Range(0, 60_000).Select(i => $"/path/{i % 50} 200 {i} a browser"));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("snippets").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
