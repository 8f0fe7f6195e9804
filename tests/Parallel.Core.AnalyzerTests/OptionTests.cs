using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelCore.AnalyzerTests.Checking;

namespace ParallelCore.AnalyzerTests;

/// <summary>Our own loops warn; the runtime's only do when a project asks for it.</summary>
public sealed class OptionTests
{
    private static readonly Case s_runtime = new("Runtime", "public int F(int[] a) { int n = 0; Parallel.ForEach(a, x => n += x); return n; }");
    private static readonly Case s_ours = new("Ours", "public int F(int[] a) { int n = 0; ParallelCore.ParallelRange.ForEach(a, x => n += x); return n; }");
    private static readonly Case s_async = new("Ours", "public void F(int[] a) => ParallelCore.ParallelRange.ForEach(a, async x => await Task.Yield());");

    [Theory]
    [InlineData(null, DiagnosticSeverity.Info)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    public async Task RuntimeLoops_ByOption_AreWarnedAbout(string? option, DiagnosticSeverity severity) =>
        (await Compiled.Of([s_runtime]).Diagnose(new Options(option))).Should().ContainSingle().Which.Severity.Should().Be(severity);

    [Fact]
    public async Task RuntimeLoops_OptionIsNone_AreLeftAlone() => (await Compiled.Of([s_runtime]).Diagnose(new Options("none"))).Should().BeEmpty();

    [Fact]
    public async Task OurLoops_Always_AreWarnedAbout() =>
        (await Compiled.Of([s_ours]).Diagnose(new Options("none"))).Should().ContainSingle().Which.Severity.Should().Be(DiagnosticSeverity.Warning);

    [Fact]
    public async Task OurLoops_AsyncLambda_IsAnError() =>
        (await Compiled.Of([s_async]).Diagnose()).Should().ContainSingle().Which.Severity.Should().Be(DiagnosticSeverity.Error);

    [Fact]
    public async Task Diagnostic_OfAnAccess_TellsAFixWhatItIs()
    {
        Diagnostic diagnostic = (await Compiled.Of([s_ours]).Diagnose()).Single();
        diagnostic.Properties.Should().Contain("Kind", "Add").And.Contain("Name", "n").And.Contain("IsInCallee", "false");
    }

    private sealed class Options(string? runtimeLoops) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new One(runtimeLoops);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class One(string? runtimeLoops) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = runtimeLoops ?? "";
                return key == "parallel_core_runtime_loops" && runtimeLoops is not null;
            }
        }
    }
}
