using FluentAssertions;
using Microsoft.CodeAnalysis;
using ParallelCore.AnalyzerTests.Checking;

namespace ParallelCore.AnalyzerTests;

/// <summary>Each racy case is found where it is marked, and none of the safe ones is suspected.</summary>
public sealed class CaseTests
{
    private static readonly Dictionary<string, Lazy<Task<Dictionary<string, List<Diagnostic>>>>> s_diagnosed =
        new[] { "racy.md", "racy-variants.md", "safe.md", "safe-variants.md" }.ToDictionary(static file => file, static file => new Lazy<Task<Dictionary<string, List<Diagnostic>>>>(() => Diagnose(file)));

    public static TheoryData<string, string> Racy => Cases("racy.md", "racy-variants.md");

    public static TheoryData<string, string> Safe => Cases("safe.md", "safe-variants.md");

    [Theory]
    [MemberData(nameof(Racy))]
    public async Task Racy_AtEachMarkedLine_IsReported(string file, string id)
    {
        Case one = Find(file, id);
        one.Wanted.Should().BeSubsetOf((await Of(file, id)).Where(diagnostic => one.Rule is null || diagnostic.Id == one.Rule).Select(LineOf));
    }

    [Theory]
    [MemberData(nameof(Racy))]
    public async Task Racy_AtOtherLines_IsNotSuspected(string file, string id)
    {
        Case one = Find(file, id);
        (await Of(file, id)).Where(IsRace).Select(LineOf).Should().BeSubsetOf(one.Wanted.Concat(one.Welcome));
    }

    [Theory]
    [MemberData(nameof(Racy))]
    public async Task Racy_Anywhere_IsReportedOnce(string file, string id) =>
        (await Of(file, id)).Select(static diagnostic => diagnostic.ToString()).Should().OnlyHaveUniqueItems();

    [Theory]
    [MemberData(nameof(Safe))]
    public async Task Safe_Anywhere_IsNotSuspected(string file, string id) =>
        (await Of(file, id)).Where(IsRace).Select(static diagnostic => diagnostic.ToString()).Should().BeEmpty();

    [Fact]
    public void Cases_All_Compile()
    {
        foreach (string file in s_diagnosed.Keys)
            Compiled.Of(Case.ReadAll(Compiled.CasePath(file))).Errors().Should().BeEmpty();
    }

    private static bool IsRace(Diagnostic diagnostic) => diagnostic.Id.StartsWith("PC1", StringComparison.Ordinal);

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;

    private static async Task<IReadOnlyList<Diagnostic>> Of(string file, string id) => (await s_diagnosed[file].Value).GetValueOrDefault(id) ?? [];

    private static async Task<Dictionary<string, List<Diagnostic>>> Diagnose(string file)
    {
        IReadOnlyList<Diagnostic> diagnostics = await Compiled.Of(Case.ReadAll(Compiled.CasePath(file))).Diagnose();
        return diagnostics.GroupBy(static diagnostic => diagnostic.Location.GetLineSpan().Path).ToDictionary(static group => group.Key, static group => group.ToList());
    }

    private static Case Find(string file, string id) => Case.ReadAll(Compiled.CasePath(file)).Single(one => one.Id == id);

    private static TheoryData<string, string> Cases(params string[] files)
    {
        var data = new TheoryData<string, string>();
        foreach (string file in files)
        {
            foreach (Case one in Case.ReadAll(Compiled.CasePath(file)))
                data.Add(file, one.Id);
        }

        return data;
    }
}
