using System.Text.RegularExpressions;
using FluentAssertions;

namespace ParallelCore.Tests.Docs;

/// <summary>What the documents point to is there.</summary>
public sealed partial class MarkdownTests
{
    private static readonly string s_charts = Path.Combine(MarkdownDocument.RepositoryRoot, "docs", "charts");

    public static TheoryData<string> Charts => [.. Directory.GetFiles(s_charts).Select(file => Path.GetFileName(file))];

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
    [MemberData(nameof(Charts))]
    public void Chart_OfTheDocuments_NamesMachineAndCommandAndIsShown(string file)
    {
        string text = Regex.Replace(File.ReadAllText(Path.Combine(s_charts, file)), @"\s+", " ");
        text.Should().Contain("Medians; .NET ").And.Contain(" processors, ").And.Contain("dotnet run -c Release --project tests/Parallel.Core.Benchmarks -- compare");
        text.Should().Contain("<svg viewBox=", "otherwise it is cut off where it doesn't fit");
        MarkdownDocument.Paths.Should().Contain(path => new MarkdownDocument(path).Text.Contains($"charts/{file})"), "a chart is there to be shown");
    }

    [Theory]
    [InlineData("dotnet run -c Release --project samples")]
    [InlineData("dotnet test")]
    public void Readme_SetUpCommand_IsThereOnce(string start) =>
        Regex.Count(new MarkdownDocument("README.md").Text, Regex.Escape(start)).Should().Be(1, "the gate runs what the reader runs");

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();
}
