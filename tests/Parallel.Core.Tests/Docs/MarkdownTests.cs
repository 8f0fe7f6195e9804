using System.Text.RegularExpressions;
using FluentAssertions;

namespace ParallelCore.Tests.Docs;

/// <summary>What the documents show compiles, and what they point to is there.</summary>
public sealed partial class MarkdownTests
{
    public static TheoryData<string> Documents => [.. MarkdownDocument.Paths];

    public static TheoryData<string, int> Snippets
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (Snippet snippet in MarkdownDocument.Paths.Where(IsForUsers).SelectMany(path => new MarkdownDocument(path).Snippets()))
                data.Add(snippet.Document, snippet.Line);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_InADocument_Compiles(string document, int line)
    {
        Snippet snippet = new MarkdownDocument(document).Snippets().Single(snippet => snippet.Line == line);
        SnippetCompiler.Errors(snippet.Code).Should().BeEmpty("{0} is shown to readers", snippet);
    }

    [Fact]
    public void Snippet_WithAnUnknownName_IsFound() =>
        SnippetCompiler.Errors("ParallelRange.Walk(0, n, i => Work(i));").Should().ContainSingle().Which.Should().Contain("CS0117");

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_InADocument_LeadSomewhere(string document) => new MarkdownDocument(document).BrokenLinks().Should().BeEmpty();

    [Fact]
    public void Readme_TestsThatItNames_Exist()
    {
        string[] named = [.. TestName().Matches(new MarkdownDocument("README.md").Text).Select(match => match.Groups[1].Value)];
        string[] existing = [.. typeof(MarkdownTests).Assembly.GetTypes().SelectMany(type => type.GetMethods(), (type, method) => $"{type.Name}.{method.Name}")];
        named.Should().NotBeEmpty().And.BeSubsetOf(existing);
    }

    [Theory]
    [InlineData("dotnet run -c Release --project samples")]
    [InlineData("dotnet test")]
    public void Readme_SetUpCommand_IsThereOnce(string start) =>
        Regex.Count(new MarkdownDocument("README.md").Text, Regex.Escape(start)).Should().Be(1, "the gate runs what the reader runs");

    /// <summary>Other documents show code of the repository's inside.</summary>
    private static bool IsForUsers(string path) => path == "README.md" || path.StartsWith("docs/", StringComparison.Ordinal);

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();
}
