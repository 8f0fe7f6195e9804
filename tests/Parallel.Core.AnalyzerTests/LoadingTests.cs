using System.Reflection;
using System.Runtime.Versioning;
using FluentAssertions;
using ParallelCore.Analyzers;
using ParallelCore.CodeFixes.Refactorings;

namespace ParallelCore.AnalyzerTests;

/// <summary>The compiler of .NET 8's first SDK, and any editor of its time, loads what the package brings: it refers to nothing that is newer, or that a compiler hasn't got.</summary>
public sealed class LoadingTests
{
    // What that compiler was shipped with.
    private static readonly Dictionary<string, Version> s_oldest = new(StringComparer.Ordinal)
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
    };

    // Besides, for an editor.
    private static readonly Dictionary<string, Version> s_oldestEditor = new(s_oldest, StringComparer.Ordinal)
    {
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
        ["System.Composition.AttributedModel"] = new(7, 0, 0, 0),
        ["Parallel.Core.Analyzers"] = typeof(ParallelBodyAnalyzer).Assembly.GetName().Version!,
    };

    [Fact]
    public void Analyzers_InTheOldestCompiler_FindAllThatTheyReferTo() => IsLoadable(typeof(ParallelBodyAnalyzer).Assembly, s_oldest);

    [Fact]
    public void CodeFixes_InTheOldestEditor_FindAllThatTheyReferTo() => IsLoadable(typeof(LoopRefactoringProvider).Assembly, s_oldestEditor);

    private static void IsLoadable(Assembly assembly, Dictionary<string, Version> oldest)
    {
        assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.Should().Be(".NETStandard,Version=v2.0");
        AssemblyName[] references = assembly.GetReferencedAssemblies();
        references.Should().Contain(static reference => reference.Name == "Microsoft.CodeAnalysis");
        references.Where(reference => !oldest.TryGetValue(reference.Name!, out Version? version) || reference.Version > version)
            .Select(static reference => reference.ToString()).Should().BeEmpty();
    }
}
