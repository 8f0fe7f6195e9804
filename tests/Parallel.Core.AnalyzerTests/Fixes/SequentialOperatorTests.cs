using FluentAssertions;
using ParallelCore.AnalyzerTests.Loops;

namespace ParallelCore.AnalyzerTests.Fixes;

/// <summary>PC2008: where LINQ's operators are called on a sequence without anybody having meant it.</summary>
public sealed class SequentialOperatorTests
{
    /// <summary>Usings of the file and of the namespace; what <c>M</c> returns of <c>Given()</c>, which is ParallelRange.From(0, 7); what that is.</summary>
    public static TheoryData<string, string, string, string> Silent => new()
    {
        { "using System.Linq;", "", "string.Join(' ', Given().Chunk(3).Select(items => items.Length))", "3 3 1" },
        { "using System.Linq;", "", "string.Join(' ', Given().WithMaxWorkers(2).Zip(Given(), (a, b) => a + b))", "0 2 4 6 8 10 12" },
        { "using System.Linq;", "", "Given().Sum()", "21" },
        { "using System.Linq;", "", "Given().OrderDescending().Index().First().Item", "6" },
        { "using System.Linq;", "", "string.Join(' ', from i in Given() group i by i % 2 into odd select odd.Count())", "4 3" },
        { "using ParallelCore;", "using System.Linq;", "Given().Select(i => i + 1).Index().Last().Index", "6" },
        { "", "using global::System.Linq;", "Given().Index().Last().Index", "6" },
        { "using System;", "using static System.Linq.Enumerable;", "Given().Index().Last().Index", "6" },
    };

    /// <summary>What is right, or meant.</summary>
    public static TheoryData<string, string, string> Meant => new()
    {
        { "using System.Linq; using ParallelCore;", "", "Given().Chunk(3).Count()" },
        { "", "using System.Linq; using ParallelCore;", "Given().Index().Sum(pair => pair.Index)" },
        { "using System.Linq;", "", "Given().AsEnumerable().Chunk(3).Count()" },
        { "using System.Linq;", "", "((System.Collections.Generic.IEnumerable<int>)Given()).Sum()" },
        { "using System.Linq;", "", "Given().ToArray().Sum()" },
        { "using System.Linq;", "", "Enumerable.Sum(source: Given())" },
        { "using System.Linq;", "", "Given().TryGetNonEnumeratedCount(out _)" },
        { "using System.Linq;", "", "Given().Where(i => i > 2).Select(i => i * 2).First()" },
    };

    [Theory]
    [MemberData(nameof(Silent))]
    public async Task Call_BindsToLinq_IsReportedAndMended(string file, string space, string code, string expected)
    {
        string source = Program(file, space, code);
        using var offered = new Offered(source);
        (await offered.Reported()).Should().BeEquivalentTo(["PC2008"]);
        Run(source).Should().Be(expected, "LINQ's give the same");
        string mended = (await offered.Fixes("PC2008"))["Using"];
        Run(mended).Should().Be(expected, mended);
        using var after = new Offered(mended);
        (await after.Reported()).Should().BeEmpty(mended);
    }

    /// <summary>Where a <c>using</c> doesn't make it ours, none is offered: by itself, nor for all.</summary>
    [Theory]
    [InlineData("using System.Linq; using ParallelCore;", "", "Given().Select(i => i.ToString()).GroupBy((object text) => 1).Count()")]
    [InlineData("", "using System.Linq; namespace ParallelCore { public class None; }", "Given().Index().Count()")]
    public async Task Fix_DoesNotMakeItOurs_IsNotOffered(string file, string space, string code)
    {
        using var offered = new Offered(Program(file, space, code));
        (await offered.Reported()).Should().BeEquivalentTo(["PC2008"]);
        (await offered.Fixes("PC2008")).Should().BeEmpty();
    }

    /// <summary>Several places in a file get one <c>using</c>, before the comment that belongs to its first type.</summary>
    [Fact]
    public async Task Fix_OfAllPlaces_AddsOneUsingAndKeepsTheComments()
    {
        const string Source = """
            // The file's own comment.

            /// <summary>A type.</summary>
            public static class Edited
            {
                private static ParallelCore.ParallelSequence<int> Given() => ParallelCore.ParallelRange.From(0, 7);
                public static object M() => Given().Sum() + Given().Chunk(3).Count() + Given().Index().Count();
            }
            """;
        using var offered = new Offered(Source, globalUsings: "global using System.Linq;");
        string mended = await offered.FixAll("PC2008", "Using");
        mended.Should().Be(Source.Replace("/// <summary>", "using ParallelCore;\n/// <summary>", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Meant))]
    public async Task Call_IsOurs_OrIsMeant_IsNotReported(string file, string space, string code)
    {
        using var offered = new Offered(Program(file, space, code));
        (await offered.Reported()).Should().BeEmpty();
    }

    private static string Program(string file, string space, string code) =>
        $"{file}\nnamespace N\n{{\n{space}\npublic static class Edited\n{{\nprivate static global::ParallelCore.ParallelSequence<int> Given() => global::ParallelCore.ParallelRange.From(0, 7);\npublic static object M() => {code};\n}}\n}}\n";

    private static string? Run(string source)
    {
        using TwoForms.Loaded loaded = TwoForms.Load(TwoForms.Compile(source));
        return loaded.Run("N.Edited", "M")?.ToString();
    }
}
