using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelCore.Tests.Docs;

namespace ParallelCore.Tests.Architecture;

/// <summary>Calls as users write them: each compiles without a type argument or a cast, in every version of the language that can use the library.</summary>
public sealed class OverloadTests
{
    private const string Calls = """
        ParallelRange.Run(0, n, i => Work(i));
        ParallelRange.Run(0, n, Work);
        ParallelRange.Run(0, n, Work, options);
        ParallelRange.Run(0, n, 64, i => Work(i));
        ParallelRange.Run(0L, n, i => Long(i));
        ParallelRange.Run(0, n, (start, end) => Chunk(start, end));
        ParallelRange.Run(0, n, Chunk);
        ParallelRange.Run(0, n, 64, (start, end) => Chunk(start, end), options);
        ParallelRange.Run(0L, 5L, (start, end) => { });
        ParallelRange.Run(0, n, 64, text, static (start, end, state) => state.ToString());
        ParallelRange.Run(0, n, 64, () => 0.0, (start, end, sum) => sum + start, sum => { });
        ParallelRange.Run(0, n, ChunkPolicy.Auto, () => 0L, (start, end, sum) => sum + start, sum => total += sum, options);
        ParallelRange.Run(0, n, () => new List<int>(), (i, list) => { list.Add(i); return list; }, list => { });
        ParallelRange.Run(0L, 5L, () => 0L, (i, sum) => sum + i, sum => { });
        ParallelRange.Run(0L, 5L, 2, () => 0L, (start, end, sum) => sum + end, sum => { });
        ParallelRange.RunUntil(0, n, i => i == 3);
        ParallelRange.RunUntil(0, n, 64, i => i == 3, options);
        ParallelRange.RunUntil(0, n, (i, loop) => { if (i == 3) loop.Stop(); return loop.IsEnding; });
        ParallelRange.RunUntil(0, n, 64, (i, loop) => i == 3, options);
        ParallelRange.RunUntil(0, n, (start, end) => start == 0 ? end - 1 : null);
        ParallelRange.RunUntil(0, n, ChunkPolicy.Even, (start, end) => start, options);
        ParallelRange.RunUntil(0L, 5L, (i, loop) => i == 3);
        ParallelRange.RunUntil(0L, 5L, (start, end) => start);
        ParallelRange.ForEach(array, () => 0, (x, sum) => sum + x, sum => { });
        ParallelRange.ForEach(list, () => new List<int>(), (x, seen) => { seen.Add(x); return seen; }, seen => { }, options);
        array.InParallel().ForEach(() => 0.0, (x, sum) => sum + x, sum => { });
        array.InParallel().AggregateUnordered(() => 0, (sum, x) => sum + x, (a, b) => a + b);
        array.InParallel().WithLocal(() => new List<int>(), list => list.Clear()).ForEach((x, list) => list.Add(x));
        ParallelRange.ForEach(array, x => Work(x));
        ParallelRange.ForEach(array, Work);
        ParallelRange.ForEach(array, Console.WriteLine);
        ParallelRange.ForEach(list, (x, i) => Work(x + i), options);
        ParallelRange.ForEach(list.Where(x => x > 0), x => Work(x));
        ParallelRange.ForEach(array.AsSpan(), x => Work(x));
        ParallelRange.ForEach((ReadOnlySpan<int>)array, Work);
        ParallelRange.ForEach(text, c => { });
        ParallelRange.ForEach(new[] { "a" }, s => s.Trim());
        array.InParallel().ForEach(x => Work(x));
        array.InParallel().ForEach((x, i) => Work(x + i));
        new[] { "a" }.InParallel().Select(s => s.Length).ForEach(Work);
        ForkJoin.Invoke(() => { }, () => { });
        ForkJoin.Invoke(() => { }, () => { }, () => { });
        ForkJoin.Invoke(() => 1, () => 2);
        ForkJoin.Invoke(() => 1, () => "2", () => 3.0);
        ForkJoin.Invoke(1, 2, x => x + 1);
        ForkJoin.Invoke(options, () => { }, () => { });
        ForkJoin.Invoke();
        ForkJoin.Scope(scope => scope.Spawn(() => { }));
        ForkJoin.Scope(scope => scope.Spawn(() => { }), options);
        ParallelAlgorithms.Sort(array);
        ParallelAlgorithms.Sort(array, 1, 2);
        ParallelAlgorithms.Sort(array, (x, y) => y.CompareTo(x));
        ParallelAlgorithms.Sort(array, options: options);
        ParallelAlgorithms.Sort(array, array);
        array.InParallel().With(options).WithMaxWorkers(2).Sum();
        array.InParallel().Sum(x => (decimal?)x);
        array.InParallel().Average(x => (decimal?)x);
        array.InParallel().Average(x => (int?)x);
        array.InParallel().Average(x => x);
        """;

    /// <summary>Preferring one of several that would do is a feature of version 13.</summary>
    private static readonly string[] s_needVersion13 = ["Console.WriteLine"];

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.CSharp14)]
    public void EveryCall_InEveryVersionOfTheLanguage_Compiles(LanguageVersion version)
    {
        IEnumerable<string> calls = Calls.Split('\n').Where(call => version >= LanguageVersion.CSharp13 || !s_needVersion13.Any(call.Contains));
        Errors(string.Join('\n', calls), version).Should().BeEmpty();
    }

    [Theory]
    [InlineData("ParallelRange.Run(0, n, options, i => Work(i));", "The options come last: ParallelRange.Run(from, to, body, options).")]
    [InlineData("ParallelRange.ForEach(array, options, x => Work(x));", "The options come last: ParallelRange.ForEach(source, body, options).")]
    public void Options_BeforeTheBody_AreRefusedInTheRightWords(string call, string words) =>
        Errors(call, LanguageVersion.CSharp14).Should().ContainSingle().Which.Should().Contain(words);

    /// <summary>LINQ's fit the delegate better, and ours the source: the compiler has to say so, and not take LINQ's.</summary>
    [Theory]
    [InlineData("GroupBy(ofObject)")]
    [InlineData("GroupBy(s => s, ofObject)")]
    [InlineData("GroupBy(ofObject, EqualityComparer<int>.Default)")]
    [InlineData("Zip(strings, ofTwo)")]
    [InlineData("Sum(ofObject)")]
    public void ADelegateOfABaseType_NeverTakesLinqsInSilence(string call) =>
        Errors($$"""{ Func<object, int> ofObject = o => 1; Func<object, object, int> ofTwo = (a, b) => 1; string[] strings = ["a"]; var result = strings.InParallel().{{call}}; }""", LanguageVersion.CSharp14)
            .Should().ContainSingle().Which.Should().Contain("ambiguous");

    private static string[] Errors(string calls, LanguageVersion version)
    {
        string code = $$"""
            using System; using System.Collections.Generic; using System.Linq; using ParallelCore;
            public static class Program
            {
                private static void Work(int i) { }
                private static void Long(long i) { }
                private static void Chunk(int start, int end) { }
                public static void All(int n, string text, int[] array, List<int> list, RangeOptions options) { long total = 0; {{calls}} }
            }
            """;
        var compilation = CSharpCompilation.Create(
            "Calls",
            [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(version))],
            SnippetCompiler.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => $"{diagnostic.GetMessage()} at {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}")];
    }
}
