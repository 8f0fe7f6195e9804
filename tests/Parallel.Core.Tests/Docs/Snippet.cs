namespace ParallelCore.Tests.Docs;

/// <summary>A block of C# in a document.</summary>
/// <param name="Document">The document's path from the repository's root.</param>
/// <param name="Line">The line of the block's opening fence, from 1.</param>
/// <param name="Code">What stands between the fences.</param>
public sealed record Snippet(string Document, int Line, string Code)
{
    public override string ToString() => $"{Document}:{Line}";
}
