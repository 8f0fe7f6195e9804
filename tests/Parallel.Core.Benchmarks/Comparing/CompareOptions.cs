namespace ParallelCore.Benchmarks.Comparing;

/// <summary>What the command line asks for.</summary>
internal sealed record CompareOptions(bool Quick, string? Only, string? Peers, string? Library, string? Json, string? Markdown, string? Charts)
{
    /// <summary>The command to run for such figures, without the names of files.</summary>
    public string Command => "dotnet run -c Release --project tests/Parallel.Core.Benchmarks -- compare"
        + (Quick ? " --quick" : "") + (Only is null ? "" : $" --only {Only}") + (Peers is null ? "" : " --peers PEERS") + (Library is null ? "" : " --library LIBRARY");
}
