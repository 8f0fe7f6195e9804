using System.Globalization;
using FluentAssertions;
using ParallelCore.AnalyzerTests.Checking;

namespace ParallelCore.AnalyzerTests;

/// <summary>How far a body is followed: two calls deep, 200 calls in all, 400 operations deep. What lies beyond isn't spoken of.</summary>
public sealed class DepthTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Write_InACall_IsReportedUpToTwoDeep(int depth, bool isReported)
    {
        string calls = string.Concat(Enumerable.Range(1, depth).Select(i => Text($"private void F{i}() {{ {(i == depth ? "_n++" : $"F{i + 1}()")}; }}\n")));
        (await Reported($"private int _n;\n{calls}public void M() => ParallelRange.Run(0, 9, i => F1());")).Should().Be(isReported);
    }

    [Theory]
    [InlineData(199, true)]
    [InlineData(200, false)]
    public async Task Write_BehindManyCalls_IsReportedUpToTheTwoHundredth(int others, bool isReported)
    {
        string calls = string.Concat(Enumerable.Range(0, others).Select(i => Text($"private static int F{i}() => {i};\n")));
        string body = string.Concat(Enumerable.Range(0, others).Select(i => Text($"F{i}(); ")));
        (await Reported($"private int _n;\n{calls}private void Last() => _n++;\npublic void M() => ParallelRange.Run(0, 9, i => {{ {body}Last(); }});")).Should().Be(isReported);
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(2_000, false)]
    public async Task Write_InALongSum_IsReportedUnlessItIsNestedBeyondReason(int terms, bool isReported)
    {
        string sum = string.Concat(Enumerable.Repeat(" + i", terms));
        (await Reported($"private int _n;\nprivate readonly int[] _a = new int[9];\npublic void M() => ParallelRange.Run(0, 9, i => _a[i] = _n++{sum});")).Should().Be(isReported);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> Reported(string code) => (await Compiled.Of([new Case("Deep", code)]).Diagnose()).Any(static diagnostic => diagnostic.Id == "PC1001");
}
