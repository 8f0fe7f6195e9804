namespace ParallelCore.Benchmarks.Comparing;

/// <summary>What the command line asks for.</summary>
internal sealed record CompareOptions(bool Quick, string? Only, string? Peers, string? Library, string? Json, string? Markdown);
