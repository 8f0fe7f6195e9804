using System.Globalization;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ParallelCore.Analyzers;
using ParallelCore.Analyzers.Rules;
using ParallelCore.AnalyzerTests.Checking;
using Xunit.Abstractions;

namespace ParallelCore.AnalyzerTests;

/// <summary>What the rules cost whoever types: prints, for a file of a thousand lines of each rule's mistake, the time that the compiler counts for the analyzer. No time is asserted.</summary>
public sealed class LatencyTests(ITestOutputHelper output)
{
    private const int Lines = 1000;

    [Fact]
    public async Task Rules_OnAThousandLinesOfTheirMistake_SayHowLongTheyTake()
    {
        string[] rules = [.. new ParallelBodyAnalyzer().SupportedDiagnostics.Select(static rule => rule.Id)];
        foreach (string rule in Effort.Pick(quick: rules[..1], full: rules))
        {
            Case wrong = Case.ReadAll(Path.Combine(Compiled.RepositoryRoot, "docs", "rules", rule + ".md")).Single(static one => one.Id == "Wrong");
            Case many = wrong with { Code = Repeat(wrong.Code) };

            // Names that a page imports itself are nearer to its code than those in scope of all.
            Compiled compiled = wrong.Code.Contains("using System.Linq;", StringComparison.Ordinal) ? Snippets.CompileAll([many with { Code = "using System.Linq;\n" + many.Code }]) : Snippets.Compile(many);
            (TimeSpan first, _) = await compiled.Time();
            (_, IReadOnlyList<Diagnostic> found) = await compiled.Time();
            List<double> warm = [];
            for (int i = 0; i < Effort.Pick(quick: 1, full: 21); i++)
                warm.Add((await compiled.Time()).Time.TotalMilliseconds);
            warm.Sort();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rule}: {many.Code.Count(static c => c == '\n')} lines, {found.Count(one => one.Id == rule)} reported; {first.TotalMilliseconds:0.0} ms, once warm {warm[warm.Count / 2]:0.0} ms, at best {warm[0]:0.0} ms"));
            found.Should().Contain(one => one.Id == rule);
        }
    }

    [Fact]
    public async Task Queries_InOneLongMethod_ReadItOnce()
    {
        int queries = Effort.Pick(quick: 500, full: 2500);
        string code = string.Concat(Enumerable.Range(0, queries).Select(static i => string.Create(CultureInfo.InvariantCulture, $"double[] r{i} = a.AsParallel().Select(Math.Sqrt).ToArray();\nb[{i}] = r{i}[a.Length - {i + 1}] * a[a.Length - {i + 1}];\n")));
        Compiled compiled = Snippets.Compile(new Case("Long", code));

        IReadOnlyList<Diagnostic> found = await compiled.Diagnose();
        found.Count(static one => one.Id == "PC2004").Should().Be(2 * queries, "each query and each use is reported");

        var uses = new QueryUses();
        IOperation[] all = [.. compiled.Operations("Long")];
        foreach (IInvocationOperation query in all.OfType<IInvocationOperation>().Where(static call => call.TargetMethod.Name == "ToArray"))
            uses.PairOf(query, ((IVariableDeclaratorOperation)query.Parent!.Parent!).Symbol).Should().NotBeNull();
        uses.Visited.Should().BeInRange(queries, all.Length, "a look at each operation is enough, however many queries ask");
    }

    /// <summary>The page's code as method after method; the types that it declares once.</summary>
    private static string Repeat(string code)
    {
        CompilationUnitSyntax page = SyntaxFactory.ParseCompilationUnit(code);
        string statements = string.Concat(page.Members.OfType<GlobalStatementSyntax>().Select(static one => one.ToFullString()));
        string types = string.Concat(page.Members.Where(static one => one is not GlobalStatementSyntax).Select(static one => one.ToFullString()));
        int times = Lines / (statements.Count(static c => c == '\n') + 3);
        IEnumerable<string> methods = Enumerable.Range(0, times).Select(i => string.Create(CultureInfo.InvariantCulture, $"static void M{i}()\n{{\n{statements}}}\n"));
        return "M0();\n" + string.Concat(methods) + types;
    }
}
