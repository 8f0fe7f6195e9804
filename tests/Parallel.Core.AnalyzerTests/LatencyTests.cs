using System.Collections.Immutable;
using System.Globalization;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ParallelCore.Analyzers;
using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Rules;
using ParallelCore.AnalyzerTests.Checking;
using Xunit.Abstractions;

namespace ParallelCore.AnalyzerTests;

/// <summary>What the rules cost whoever types: prints, for a file of a thousand lines of each rule's mistake, the time that the compiler counts for the analyzer. No time is asserted.</summary>
public sealed class LatencyTests(ITestOutputHelper output)
{
    private const int Lines = 1000;

    /// <summary>As most code is.</summary>
    private const string Sequential = """
        static int NAME(List<string> lines, int[] counts)
        {
            int sum = 0;
            foreach (string line in lines.Where(static line => line.Length > 0).Select(static line => line.Trim()))
            {
                string[] parts = line.Split(' ');
                for (int i = 0; i < parts.Length && i < counts.Length; i++)
                {
                    counts[i] += Math.Max(parts[i].Length, i);
                    sum += counts[i];
                }
            }

            return sum;
        }

        """;

    [Fact]
    public Task Rules_OnAThousandLinesOfTheirMistake_SayHowLongTheyTake() => SayHowLong(int.MaxValue);

    [Fact]
    public Task Rules_OnAThousandLinesWithTwentyLoops_SayHowLongTheyTake() => SayHowLong(20);

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

    private async Task SayHowLong(int most)
    {
        string[] rules = [.. new ParallelBodyAnalyzer().SupportedDiagnostics.Select(static rule => rule.Id)];
        List<(string Rule, Compiled File)> files = [];
        foreach (string rule in Effort.Pick(quick: rules[..1], full: rules))
        {
            Case wrong = Case.ReadAll(Path.Combine(Compiled.RepositoryRoot, "docs", "rules", rule + ".md")).Single(static one => one.Id == "Wrong");
            Case many = wrong with { Code = Repeat(wrong.Code, most) };

            // Names that a page imports itself are nearer to its code than those in scope of all.
            Compiled file = wrong.Code.Contains("using System.Linq;", StringComparison.Ordinal) ? Snippets.CompileAll([many with { Code = "using System.Linq;\n" + many.Code }]) : Snippets.Compile(many);
            (TimeSpan first, IReadOnlyList<Diagnostic> found) = await file.Time();
            found.Should().Contain(one => one.Id == rule);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rule}: {many.Code.Count(static c => c == '\n')} lines, {found.Count(one => one.Id == rule)} reported; {first.TotalMilliseconds:0.0} ms at first"));
            files.Add((rule, file));
        }

        // All files in each round: the JIT compiles what runs often once more, and whoever comes first would wait for it.
        var all = files.ToDictionary(static file => file.Rule, static _ => new List<double>(), StringComparer.Ordinal);
        var binding = files.ToDictionary(static file => file.Rule, static _ => new List<double>(), StringComparer.Ordinal);
        for (int round = Effort.Pick(quick: 0, full: -4); round < Effort.Pick(quick: 1, full: 5); round++)
        {
            foreach ((string rule, Compiled file) in files)
            {
                TimeSpan bound = (await file.Time(new BindingAnalyzer())).Time;
                TimeSpan read = (await file.Time()).Time;
                if (round >= 0)
                {
                    binding[rule].Add(bound.TotalMilliseconds);
                    all[rule].Add(read.TotalMilliseconds);
                }
            }
        }

        output.WriteLine("warm, in milliseconds, the median and the least: all rules; of it, binding the calls, which the compiler does");
        foreach ((string rule, _) in files)
        {
            all[rule].Sort();
            binding[rule].Sort();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rule}: {all[rule][all[rule].Count / 2]:0.00} {all[rule][0]:0.00}; {binding[rule][binding[rule].Count / 2]:0.00} {binding[rule][0]:0.00}"));
        }
    }

    /// <summary>The page's code as method after method, with sequential ones between them if there are few; the types that it declares once.</summary>
    private static string Repeat(string code, int most)
    {
        CompilationUnitSyntax page = SyntaxFactory.ParseCompilationUnit(code);
        string statements = string.Concat(page.Members.OfType<GlobalStatementSyntax>().Select(static one => one.ToFullString()));
        string types = string.Concat(page.Members.Where(static one => one is not GlobalStatementSyntax).Select(static one => one.ToFullString()));
        int lines = statements.Count(static c => c == '\n') + 3;
        int times = Math.Min(Lines / lines, most);
        int between = ((Lines / times) - lines) / Sequential.Count(static c => c == '\n');
        IEnumerable<string> methods = Enumerable.Range(0, times).Select(i => string.Create(CultureInfo.InvariantCulture, $"static void M{i}()\n{{\n{statements}}}\n")
            + string.Concat(Enumerable.Range(0, between).Select(k => Sequential.Replace("NAME", string.Create(CultureInfo.InvariantCulture, $"S{i}_{k}"), StringComparison.Ordinal))));
        return "M0();\n" + string.Concat(methods) + types;
    }

    /// <summary>Binds each call that the rules would read, and no more.</summary>
#pragma warning disable RS1036, RS1038, RS1041 // An analyzer of this test only.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class BindingAnalyzer : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => new ParallelBodyAnalyzer().SupportedDiagnostics;

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(static start =>
            {
                var entryPoints = new EntryPoints(start.Compilation, new CodeOfMethods(start.Compilation));
                start.RegisterSyntaxNodeAction(
                    context =>
                    {
                        if (entryPoints.MayBe((InvocationExpressionSyntax)context.Node))
                            _ = context.SemanticModel.GetOperation(context.Node, context.CancellationToken);
                    },
                    SyntaxKind.InvocationExpression);
            });
        }
    }
#pragma warning restore RS1036, RS1038, RS1041
}
