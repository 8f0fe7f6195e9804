using System.Diagnostics;
using FluentAssertions;
using ParallelCore.Gallery;
using ParallelCore.Gallery.Running;
using ParallelCore.Tests.Machine;
using Spectre.Console;

namespace ParallelCore.Tests.Docs;

/// <summary>What is typed behind the gallery's name, what comes of it, and the exit code that says so.</summary>
public sealed class GalleryCommandTests
{
    private const int Columns = 80;

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void Run_WithoutAName_ListsEachSampleOnceAndRunsNone()
    {
        Run(Samples.All).Should().Be(0);

        string[] first = [.. Lines().Where(static line => line.StartsWith("  ", StringComparison.Ordinal)).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(""))];
        foreach (ISample sample in Samples.All)
            first.Should().ContainSingle(word => word == sample.Name);
    }

    [Fact]
    public void Run_UnknownName_SaysWhichAndWhatThereIs()
    {
        Run([new Made("made", right: 1)], "mode").Should().Be(1);

        _error.ToString().Should().Contain("mode").And.Contain("made").And.Contain("all");
        _output.ToString().Should().NotContain("All results are right.");
    }

    [Fact]
    public void Run_UnknownOption_Fails()
    {
        Run([new Made("made", right: 1)], "made", "--quack").Should().Be(1);
        _error.ToString().Should().Contain("--quack");
    }

    [Fact]
    public void Run_AllRight_IsSuccess()
    {
        Run([new Made("one", right: 1), new Made("two", right: 2)], "all", "--quick").Should().Be(0);
        _output.ToString().Should().Contain("one").And.Contain("two").And.Contain("All results are right.");
    }

    [Fact]
    public void Run_OneIsWrong_FailsAndSaysWhichAndWhy()
    {
        Run([new Made("one", right: 1), new Made("two", right: 2, ours: 3)], "all", "--quick").Should().Be(1);
        _output.ToString().Should().Contain("WRONG").And.Contain("two, ours: 3 instead of 2").And.Contain("A result is wrong.");
    }

    [Fact]
    public void Run_NaiveFormIsWrong_IsSuccess()
    {
        Run([new Made("one", right: 1, naive: 7)], "all", "--quick").Should().Be(0);
        _output.ToString().Should().MatchRegex(@"one .* wrong +right");
    }

    [Fact]
    public void Run_Interrupted_GivesTheShellsCode()
    {
        using var interruption = new CancellationTokenSource();
        var sample = new Made("one", right: 1, whenRun: interruption.Cancel);
        Run([sample, new Made("two", right: 2)], interruption.Token, "all", "--quick").Should().Be(130);
        _output.ToString().Should().Contain("Interrupted.").And.NotContain("right");
        sample.Disposals.Should().Be(1, "a sample may have files to delete");
    }

    [Fact]
    public void Run_LongestNamesAndFigures_FitIntoEightyColumns()
    {
        string longest = Samples.All.MaxBy(static sample => sample.Name.Length)!.Name;
        Run([new Made(longest, right: 1, naive: 7)], "all", "--quick");
        _output.ToString().Should().Contain(longest).And.NotContain("…", "nothing is cut off");
        LinesThatAreTooLong(_output.ToString()).Should().BeEmpty();
    }

    /// <summary>The real program in a process of its own, which has no terminal: no colours, no bars, nothing wider than a mail.</summary>
    [Fact]
    public void Run_OutputIsAPipe_IsPlainTextInEightyColumns()
    {
        var start = new ProcessStartInfo(ParallelEnvironmentProbe.DotnetHost(), ["exec", typeof(GalleryCommand).Assembly.Location, "cancellation", "--quick"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.Should().Be(0);
        output.Should().NotContain("\e").And.NotContain("\r\r");
        LinesThatAreTooLong(output).Should().BeEmpty();
        output.Should().Contain("All results are right.").And.MatchRegex(@"Ctrl\+C stops it: .* of 49,999, 100 %", "the loop says how far it is, in lines");
    }

    private int Run(IReadOnlyList<ISample> samples, params string[] args) => Run(samples, CancellationToken.None, args);

    private int Run(IReadOnlyList<ISample> samples, CancellationToken cancellationToken, params string[] args)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = Columns;
        return new GalleryCommand(console, samples, cancellationToken).Run(args, _error);
    }

    private string[] Lines() => _output.ToString().ReplaceLineEndings("\n").Split('\n');

    private static IEnumerable<string> LinesThatAreTooLong(string output) => output.ReplaceLineEndings("\n").Split('\n').Where(static line => line.Length > Columns);

    /// <summary>A sample whose forms give what they are told to.</summary>
    private sealed class Made(string name, int right, int? ours = null, int? naive = null, Action? whenRun = null) : ISample
    {
        public string Name => name;

        public string Teaches => "nothing";

        public int Disposals { get; private set; }

        public ITrial Prepare(Scale scale) => new Trial<int>("made", Expect.Exactly(right))
            .Sequential("sequential", () =>
            {
                whenRun?.Invoke();
                return right;
            })
            .NaiveAndWrong("naive", () => naive ?? right + 1)
            .Ours("ours", () => ours ?? right)
            .AtTheEnd(() => Disposals++);
    }
}
