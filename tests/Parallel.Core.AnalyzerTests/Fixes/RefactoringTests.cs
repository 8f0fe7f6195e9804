using FluentAssertions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelCore.Analyzers.Loops;
using ParallelCore.AnalyzerTests.Loops;
using ParallelCore.CodeFixes.Refactorings;

namespace ParallelCore.AnalyzerTests.Fixes;

/// <summary>Each refactoring compiles and gives what the code before gives; what can't be proven is not offered, and a comment tells why.</summary>
public sealed class RefactoringTests
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;

        public static class Edited
        {
            private static int Fib(int n) => n < 2 ? n : Twice(n - 1, n - 2);
            private static int Twice(int a, int b) { return Slow(a) + Slow(b); }
            private static int Slow(int n) { if (n < 2) return n; return Slow(n - 1) + Slow(n - 2); }
            private static int s_calls;
            private static int Counts(int n) { s_calls++; if (n < 2) return n; return Counts(n - 1) + Counts(n - 2); }
            private static void Say(int n) => Console.WriteLine(n);

            public static object M()
            {
                int[] a = Enumerable.Range(0, 1000).ToArray();
                int[] other = a;
                string Text<T>(IEnumerable<T> items) => string.Join(",", items);

        """;

    public static TheoryData<string, string, string> Loops => new()
    {
        { "for", "Run.Index", "var b = new int[1000]; for (int i = 0; i < b.Length; i++) { if (i % 3 == 0) { continue; } b[i] = Slow(i & 7) + a[i]; } return Text(b);" },
        { "for", "Run.Chunk", "var b = new int[1001]; for (int i = 0; i <= 999; i++) { b[i + 1] = a[i] * 2; } return Text(b);" },
        { "for", "Run.Span", "for (int i = 0; i < a.Length; i++) { a[i] = a[i] * i; } return Text(a);" },
        { "for", "Select.ToArray", "var b = new double[a.Length]; for (int i = 0; i < a.Length; i++) b[i] = Math.Sqrt(a[i]); return Text(b);" },
        { "foreach", "Select.ToList", "var found = new List<int>(); foreach (int x in a) { if (x % 7 == 0) found.Add(x * x); } return Text(found);" },
        { "foreach", "Sum", "long sum = 4; foreach (int x in a) sum += x; return sum;" },
        { "for", "Aggregate", "int hash = 17; for (int i = 0; i < a.Length; i++) { hash ^= a[i] * 31; } return hash;" },
        { "for", "Count", "int n = 2; for (int i = 0; i < a.Length; i++) { if (a[i] % 3 == 1) { n++; } } return n;" },
        { "for", "Aggregate.Extreme", "double best = -1; for (int i = 0; i < a.Length; i++) { double x = Math.Sin(a[i]); if (x > best) { best = x; } } return best;" },
        { "for", "Run.Index", "var m = new double[40 * 30]; int width = 30; for (int y = 0; y < 40; y++) { for (int x = 0; x < width; x++) { m[y * width + x] = y - x; } } return Text(m);" },
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public Task Loop_Taken_GivesWhatTheLoopGives(string at, string key, string code) => Same(new LoopRefactoringProvider(), Head + code + "\n}\n}\n", at + " (", key);

    public static TheoryData<string, string> Refused => new()
    {
        { "for (int i = 1; i < 1000; i++) a[i] = a[i - 1] + 1; return a;", "may be an element that another iteration writes" },
        { "for (int i = 0; i < 999; i++) a[i] = other[i + 1]; return a;", "may be an element that another iteration writes" },
        { "for (int i = 0; i < 1000; i++) a[i % 10] = i; return a;", "may be the same element in several iterations" },
        { "for (int i = 0; i < 1000; i++) Say(i); return a;", "what 'WriteLine' does isn't known" },
        { "double sum = 0; for (int i = 0; i < 1000; i++) sum += a[i] * 0.1; return sum;", "last digits" },
        { "int last = 0; for (int i = 0; i < 1000; i++) { last = a[i] - last; } return last;", "relies on those before it" },
        { "for (int i = 0; i < 1000; i++) { if (a[i] > 5) break; a[i] = 3; } return a;", "break" },
        { "for (int i = 0; i < 1000; i++) { if (a[i] > 5) return i; a[i] = 3; } return a;", "return" },
        { "int n = 1000; for (int i = 0; i < n; i++) { n--; } return n;", "changes while the loop runs" },
        { "for (int i = 0; i < 1000; i += 2) a[i] = 0; return a;", "steps of one" },
        { "try { for (int i = 0; i < 1000; i++) a[i] = 5 / (a[i] - 3); } catch (DivideByZeroException) { } return a;", "AggregateException" },
        { "string s = \"\"; foreach (int x in a) { s += x; } return s;", "have an order" },
        { "int t = checked(1); for (int i = 0; i < 10; i++) { checked { t += a[i]; } } return t;", "overflow" },
        { "for (int i = 0; i < 1000; i++) { s_calls += i; } return a;", "the field 's_calls' is written" },
        { "Func<int, int> f = x => x; for (int i = 0; i < 1000; i++) { a[i] = f(i); } return a;", "isn't known" },
        { "while (a[0] < 10) { a[0]++; } return a;", "only the condition says" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Loop_ThatIsNotProven_IsRefusedAndAComment_TellsWhy(string code, string why)
    {
        string loop = code.Contains("while", StringComparison.Ordinal) ? "while (" : code.Contains("foreach", StringComparison.Ordinal) ? "foreach (" : "for (";
        string source = Head + code.Replace(loop, "\n// Why not parallel?\n" + loop, StringComparison.Ordinal) + "\n}\n}\n";
        using var offered = new Offered(source);
        (await offered.Refactorings(new LoopRefactoringProvider(), loop)).Should().BeEmpty();
        var analysis = TwoForms.Compile(source).WithAnalyzers([new WhyNotParallelAnalyzer()]);
        (await analysis.GetAnalyzerDiagnosticsAsync()).Should().ContainSingle().Which.GetMessage().Should().Contain(why);
    }

    [Fact]
    public async Task Comment_AboveALoopThatIsOffered_SaysSo()
    {
        string source = Head + "long sum = 0;\n// why not parallel?\nforeach (int x in a) sum += x; return sum; } }";
        (await TwoForms.Compile(source).WithAnalyzers([new WhyNotParallelAnalyzer()]).GetAnalyzerDiagnosticsAsync()).Should().ContainSingle().Which.GetMessage().Should().Be("This loop can run in parallel: add up in parallel");
    }

    public static TheoryData<string, string, string> Calls => new()
    {
        { "Parallel.For", "Run", "var b = new int[1000]; Parallel.For(0, 1000, i => b[i] = a[i] + 1); return Text(b);" },
        { "Parallel.For", "Run", "var b = new int[1000]; Parallel.For(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = CancellationToken.None }, (i, state) => { b[i] = a[i] + 1; }); return Text(b);" },
        { "Parallel.For", "Run", "long sum = 0; Parallel.For(0, 1000, () => 0L, (i, state, part) => part + a[i], part => Interlocked.Add(ref sum, part)); return sum;" },
        { "Parallel.ForEach", "ForEach", "var b = new int[1000]; Parallel.ForEach(a, x => b[x] = x + 1); return Text(b);" },
        { "Parallel.Invoke", "Invoke", "int x = 0, y = 0; Parallel.Invoke(() => x = 3, () => y = 4); return x + y;" },
        { "Parallel.Invoke", "Invoke", "int x = 0, y = 0; Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = 1 }, () => x = 3, () => y = 4); return x + y;" },
        { "AsParallel", "InParallel", "return Text(a.AsParallel().AsOrdered().WithExecutionMode(ParallelExecutionMode.ForceParallelism).Where(x => x % 3 == 0).Select(x => x * 2).ToArray());" },
        { "AsParallel", "InParallel", "return a.AsParallel().WithDegreeOfParallelism(2).Select(x => (long)x).Sum();" },
        { "Range(5", "InParallel", "return ParallelEnumerable.Range(5, 100).Select(x => x * 2).Max();" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Call_MovedOver_GivesWhatTheRuntimesGives(string at, string key, string code) => Same(new RuntimeCallRefactoringProvider(), Head + code + "\n}\n}\n", at, key);

    [Theory]
    [InlineData("Parallel.For", "Parallel.For(0, 1000, (i, state) => { if (a[i] > 5) state.Stop(); }); return 0;")]
    [InlineData("Parallel.For", "var r = Parallel.For(0, 1000, i => a[i]++); return r.IsCompleted;")]
    [InlineData("Parallel.For", "var o = new ParallelOptions(); Parallel.For(0, 1000, o, i => a[i]++); return 0;")]
    [InlineData("Parallel.For", "Parallel.For(0, 1000, new ParallelOptions { TaskScheduler = TaskScheduler.Default }, i => a[i]++); return 0;")]
    [InlineData("AsParallel", "ParallelQuery<int> q = a.AsParallel(); return q.Sum();")]
    public async Task Call_ThatHasNoCounterpart_IsNotMoved(string at, string code)
    {
        using var offered = new Offered(Head + code + "\n}\n}\n");
        (await offered.Refactorings(new RuntimeCallRefactoringProvider(), at)).Should().BeEmpty();
    }

    [Fact]
    public Task Recursion_ThatOnlyComputes_RunsBothCallsInParallel() => Same(new RecursionRefactoringProvider(), Head + "return Slow(15) + Fib(3);\n}\n}\n", "return Slow(n - 1)", "ForkJoin");

    [Fact]
    public async Task Recursion_ThatWritesAField_IsNotOffered()
    {
        using var offered = new Offered(Head + "return Counts(10);\n}\n}\n");
        (await offered.Refactorings(new RecursionRefactoringProvider(), "return Counts(n - 1)")).Should().BeEmpty();
    }

    private static async Task Same(CodeRefactoringProvider provider, string source, string at, string key)
    {
        using var offered = new Offered(source);
        IReadOnlyDictionary<string, string> texts = await offered.Refactorings(provider, at);
        texts.Should().ContainKey(key);
        using TwoForms.Loaded before = TwoForms.Load(TwoForms.Compile(source)), after = TwoForms.Load(TwoForms.Compile(texts[key]));
        after.Run("Edited", "M").Should().Be(before.Run("Edited", "M"), texts[key]);
    }
}
