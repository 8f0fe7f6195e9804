using FluentAssertions;
using Microsoft.CodeAnalysis;
using ParallelCore.AnalyzerTests.Checking;

namespace ParallelCore.AnalyzerTests;

/// <summary>Code that is being written breaks no rule's neck: the compiler must never lose an analyzer over it.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] s_files =
    [
        .. new[] { "src", "tests", "samples" }
            .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Compiled.RepositoryRoot, folder), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(static file => File.ReadAllText(file).Contains("Parallel", StringComparison.Ordinal)),
    ];

    [Fact]
    public async Task Cases_CutAnywhere_CrashNothing()
    {
        Case[] cases = [.. new[] { "racy.md", "racy-variants.md", "safe.md", "safe-variants.md" }.SelectMany(static file => Case.ReadAll(Compiled.CasePath(file)))];
        int cuts = Effort.Pick(quick: 1, full: 6);
        IEnumerable<Case> cut = cases.SelectMany(one => Enumerable.Range(1, cuts), (one, i) => one with { Id = $"{one.Id}_{i}", Code = one.Code[..(one.Code.Length * i / (cuts + 1))] });
        await CrashesNothing(Compiled.Of(cut));
    }

    [Fact]
    public async Task Sources_WithoutTheirProjects_CrashNothing()
    {
        int step = Effort.Pick(quick: 80, full: 10);
        await CrashesNothing(new Compiled(s_files.Where((_, i) => i % step == 0).Select(static file => (file, File.ReadAllText(file)))));
    }

    [Fact]
    public async Task Recursion_ThroughABody_Ends()
    {
        var one = new Case("Recursive", """
            public void Walk(int depth)
            {
                void Body(int i)
                {
                    if (depth-- > 0)
                        ParallelCore.ParallelRange.Run(0, 2, Body);
                }
                ParallelCore.ParallelRange.Run(0, 2, Body);
                ParallelCore.ParallelRange.Run(0, 2, Again);
            }
            private void Again(int i) => ParallelCore.ParallelRange.Run(0, 2, Again);
            """);
        await CrashesNothing(Compiled.Of([one]));
    }

    private static async Task CrashesNothing(Compiled compiled) =>
        (await compiled.Diagnose()).Where(static diagnostic => diagnostic.Id == "AD0001").Select(static diagnostic => diagnostic.ToString()).Should().BeEmpty();
}
