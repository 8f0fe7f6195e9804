using FluentAssertions;
using ParallelCore.Gallery;
using ParallelCore.Gallery.Running;
using ParallelCore.Gallery.Showing;
using Spectre.Console;

namespace ParallelCore.Tests.Docs;

/// <summary>The gallery shows what was compiled, and all of it, in the columns that there are.</summary>
public sealed class SourceViewTests
{
    private const int Columns = 80;
    private const string Between = " | ";

    private static readonly string s_gallery = Path.Combine(MarkdownDocument.RepositoryRoot, "samples", "Gallery");

    private readonly StringWriter _output = new();

    public static TheoryData<string> Names => [.. Samples.All.Select(static sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_EachSample_IsTheFileThatWasCompiled(string name)
    {
        ISample sample = Samples.All.Single(sample => sample.Name == name);
        foreach (string file in (string[])["Sequential.cs", "Naive.cs", "Parallel.cs"])
        {
            string source = File.ReadAllText(Path.Combine(s_gallery, sample.Folder(), file));
            SourceText.Of(sample, file).Lines.Should().NotBeEmpty().And.Equal(SourceText.Members(source));
        }
    }

    [Fact]
    public void Of_FileThatIsNotThere_SaysWhich() =>
        FluentActions.Invoking(() => SourceText.Of(Samples.All[0], "Absent.cs")).Should().Throw<FileNotFoundException>().WithMessage("*Uses/Primes/Absent.cs*");

    [Fact]
    public void Members_OfAFile_LeavesOutWhatEnclosesThem()
    {
        const string Source = """
            using System.Numerics;

            namespace Somewhere;

            /// <summary>Of the class.</summary>
            internal static partial class Primes
            {
                /// <summary>Adds <paramref name="n"/> to <see cref="Sum.Total"/>.</summary>
                public static int Twice(int n)
                {
                    return n < 0
                        ? 0 : 2 * n;
                }
            }

            """;
        SourceText.Members(Source).Should().Equal("// Adds n to Sum.", "public static int Twice(int n)", "{", "    return n < 0", "        ? 0 : 2 * n;", "}");
    }

    [Theory]
    [InlineData("int x = 1;", 10, "int x = 1;")]
    [InlineData("  int total = first + second;", 16, "  int total =|      first +|      second;")]
    [InlineData("    // Reads words, one by one.", 18, "    // Reads|    // words, one|    // by one.")]
    [InlineData("abcdefghijkl", 8, "abcdefgh|    ijkl")]
    public void Fold_LongLine_IsCutAtSpacesAndIndented(string line, int width, string rows) =>
        SourceView.Fold(line, width).Should().Equal(rows.Split('|'));

    [Theory]
    [MemberData(nameof(Names))]
    public void WriteBeside_EachSample_ShowsBothFilesWhole(string name)
    {
        ISample sample = Samples.All.Single(sample => sample.Name == name);
        SourceText before = SourceText.Of(sample, "Sequential.cs"), after = SourceText.Of(sample, "Parallel.cs");

        SourceView.WriteBeside(NewConsole(), before, after);

        string[] rows = [.. _output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')];
        int width = (Columns - Between.Length) / 2;
        rows.Should().OnlyContain(static row => row.Length <= Columns);
        rows.Should().OnlyContain(row => row.PadRight(Columns).Substring(width, Between.Length) == Between);
        WithoutSpaces(rows.Skip(2).Select(row => row.PadRight(Columns)[..width])).Should().Be(WithoutSpaces(before.Lines));
        WithoutSpaces(rows.Skip(2).Select(row => row.PadRight(Columns)[(width + Between.Length)..])).Should().Be(WithoutSpaces(after.Lines));
    }

    private IAnsiConsole NewConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = Columns;
        return console;
    }

    /// <summary>A row that continues a comment repeats its slashes.</summary>
    private static string WithoutSpaces(IEnumerable<string> lines) => string.Concat(string.Concat(lines).Where(static c => !char.IsWhiteSpace(c) && c != '/'));
}
