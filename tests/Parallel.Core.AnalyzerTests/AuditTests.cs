using System.Text.Json;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using ParallelCore.Tool;

namespace ParallelCore.AnalyzerTests;

/// <summary>The audit of a folder without projects: what it finds, what it writes, what it returns.</summary>
public sealed class AuditTests : IDisposable
{
    private const string Racy = "class A { long sum; void M(int[] a) { Parallel.For(0, a.Length, i => { sum += a[i]; }); } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("parallel-core-audit").FullName;

    [Fact]
    public async Task Audit_RacyFile_IsFoundAndTheFileIsLeftAlone()
    {
        string file = Write("inner/a b.cs", Racy);
        Write("obj/Built.cs", Racy);
        AuditResult result = await Audit.RunAsync(_folder, isPlain: false, default);
        Finding finding = result.Findings.Should().ContainSingle().Which;
        (finding.Rule, finding.Severity, finding.File, finding.Line).Should().Be(("PC1001", DiagnosticSeverity.Warning, file, 1));
        result.Files.Should().Be(1);
        File.ReadAllText(file).Should().Be(Racy);
        ExitCodes.Of(result, FailOn.Warning).Should().Be(ExitCodes.Found);
        ExitCodes.Of(result, FailOn.None).Should().Be(0);
    }

    [Fact]
    public async Task Audit_FileThatIsFine_PassesAndAnEmptyFolder_DoesNot()
    {
        ExitCodes.Of(await Audit.RunAsync(_folder, isPlain: true, default), FailOn.Info).Should().Be(ExitCodes.NothingRead);
        Write("Fine.cs", "class A { void M(int[] a) { Parallel.For(0, a.Length, i => a[i]++); } }");
        ExitCodes.Of(await Audit.RunAsync(_folder, isPlain: true, default), FailOn.Info).Should().Be(0);
    }

    [Fact]
    public async Task Sarif_OfAFinding_NamesRulePlaceAndPage()
    {
        Write("inner/a b.cs", Racy);
        string sarif = Path.Combine(_folder, "out", "audit.sarif");
        Sarif.Write(sarif, await Audit.RunAsync(_folder, isPlain: true, default));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(sarif));
        document.RootElement.GetProperty("version").GetString().Should().Be("2.1.0");
        JsonElement run = document.RootElement.GetProperty("runs")[0], result = run.GetProperty("results")[0];
        result.GetProperty("ruleId").GetString().Should().Be("PC1001");
        result.GetProperty("level").GetString().Should().Be("warning");
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        place.GetProperty("artifactLocation").GetProperty("uri").GetString().Should().Be("inner/a%20b.cs");
        place.GetProperty("region").GetProperty("startLine").GetInt32().Should().Be(1);
        run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(static rule => rule.GetProperty("id").GetString()).Should().Contain(["PC1001", "PC2101"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
