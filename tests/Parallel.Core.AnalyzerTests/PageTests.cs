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
        IReadOnlyList<Diagnostic> diagnostics = await Diagnose(wrong);
        wrong.Wanted.Should().NotBeEmpty();
        diagnostics.Where(diagnostic => diagnostic.Id == id).Select(LineOf).Should().BeEquivalentTo(wrong.Wanted);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Page_Right_IsNotReported(string id) =>
        (await Diagnose(Page(id).Single(static one => one.Id == "Right"))).Select(static diagnostic => diagnostic.ToString()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_OfARule_IsInTheIndexAndBehindItsLink(string id)
    {
        File.ReadAllText(Path.Combine(s_pages, "index.md")).Should().Contain($"({id}.md)");
        new ParallelBodyAnalyzer().SupportedDiagnostics.Single(rule => rule.Id == id).HelpLinkUri.Should().EndWith($"/docs/rules/{id}.md");
    }

    private static IReadOnlyList<Case> Page(string id) => Case.ReadAll(Path.Combine(s_pages, id + ".md"));

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;

    private static async Task<IReadOnlyList<Diagnostic>> Diagnose(Case one)
    {
        Compiled compiled = Snippets.Compile(one);
        return await compiled.Diagnose();
    }
}
