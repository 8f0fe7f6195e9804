using System.Text.RegularExpressions;
using FluentAssertions;

namespace ParallelCore.Tests.Docs;

/// <summary>What the documents point to is there.</summary>
public sealed partial class MarkdownTests
{
    public static TheoryData<string> Documents => [.. MarkdownDocument.Paths];

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

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();
}
