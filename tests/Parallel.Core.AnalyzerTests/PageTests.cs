using FluentAssertions;
using Microsoft.CodeAnalysis;
using ParallelCore.Analyzers;
using ParallelCore.AnalyzerTests.Checking;

namespace ParallelCore.AnalyzerTests;

/// <summary>Each rule has a page, whose wrong code is reported by that very rule, and whose right code by none.</summary>
public sealed class PageTests
{
    private static readonly string s_pages = Path.Combine(Compiled.RepositoryRoot, "docs", "rules");

    public static TheoryData<string> Rules => [.. new ParallelBodyAnalyzer().SupportedDiagnostics.Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Page_Wrong_IsReportedAtTheMarkedLine(string id)
    {
        Case wrong = Page(id).Single(static one => one.Id == "Wrong");
        wrong.Wanted.Should().NotBeEmpty();
        (await s_found.Value)[id + "_Wrong"].Where(diagnostic => diagnostic.Id == id).Select(LineOf).Should().BeEquivalentTo(wrong.Wanted);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Page_Right_IsNotReported(string id) =>
        (await s_found.Value)[id + "_Right"].Select(static diagnostic => diagnostic.ToString()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_OfARule_IsInTheIndexAndBehindItsLink(string id)
    {
        File.ReadAllText(Path.Combine(s_pages, "index.md")).Should().Contain($"({id}.md)");
        new ParallelBodyAnalyzer().SupportedDiagnostics.Single(rule => rule.Id == id).HelpLinkUri.Should().EndWith($"/docs/rules/{id}.md");
    }

    // By rule and part; all pages are compiled together.
    private static readonly Lazy<Task<ILookup<string, Diagnostic>>> s_found = new(static async () =>
    {
        string[] rules = [.. new ParallelBodyAnalyzer().SupportedDiagnostics.Select(static rule => rule.Id)];
        Case[] parts = [.. rules.SelectMany(static rule => Page(rule).Where(static one => one.Id is "Wrong" or "Right").Select(one => one with { Id = $"{rule}_{one.Id}" }))];
        parts.Should().HaveCount(2 * rules.Length);
        return (await Snippets.CompileAll(parts).Diagnose()).ToLookup(static diagnostic => diagnostic.Location.GetLineSpan().Path);
    });

    private static IReadOnlyList<Case> Page(string id) => Case.ReadAll(Path.Combine(s_pages, id + ".md"));

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;
}
