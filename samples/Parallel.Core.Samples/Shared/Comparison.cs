using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace ParallelCore.Samples;

/// <summary>Times several ways to compute the same thing, the first of which is the one to beat, and checks each result.</summary>
internal sealed class Comparison(string title, int rounds, Func<long, bool> isRight, Action? prepare = null)
{
    // The JIT compiler first compiles quickly, then well; these runs are its time for that.
    private const int LeastWarmUps = 2;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);

    private readonly List<Contestant> _contestants = [];

    public void Add(string name, Func<long> run) => _contestants.Add(new Contestant(name, run, IsNaive: false));

    /// <summary>Adds a way that looks right and isn't: its result is shown, and expected to be wrong now and then.</summary>
    public void AddNaive(string name, Func<long> run) => _contestants.Add(new Contestant(name, run, IsNaive: true));

    /// <summary>Runs everything, shows a table, and tells whether all results were right that have to be.</summary>
    public bool Run()
    {
        // Round after round, not one contestant after the other: whatever slows the machine for a while slows all of them.
        long begun = Stopwatch.GetTimestamp();
        int warmUps = 0;
        for (int counted = 0; counted < rounds;)
        {
            bool isWarm = warmUps >= LeastWarmUps && Stopwatch.GetElapsedTime(begun) >= s_warmUp;
            if (isWarm)
                counted++;
            else
                warmUps++;
            foreach (Contestant contestant in _contestants)
            {
                prepare?.Invoke();
                long started = Stopwatch.GetTimestamp();
                contestant.Try(isRight);
                TimeSpan time = Stopwatch.GetElapsedTime(started);
                if (isWarm)
                    contestant.Times.Add(time);
            }
        }

        AnsiConsole.Write(Table());
        return _contestants.TrueForAll(contestant => contestant.IsRight || contestant.IsNaive);
    }

    private static string Result(Contestant contestant) => (contestant.IsRight, contestant.IsNaive) switch
    {
        (true, false) => "[green]right[/]",
        (true, true) => "[yellow]right, by luck[/]",
        (false, true) => $"[yellow]wrong, as expected: {contestant.Mistake.EscapeMarkup()}[/]",
        (false, false) => $"[red]WRONG: {contestant.Mistake.EscapeMarkup()}[/]",
    };

    private Table Table()
    {
        Table table = new Table { Title = new TableTitle(title.EscapeMarkup()) }
            .Border(TableBorder.Rounded)
            .AddColumn("")
            .AddColumn("median", column => column.RightAligned())
            .AddColumn("speed-up", column => column.RightAligned())
            .AddColumn("result");
        TimeSpan baseline = _contestants[0].Median;
        foreach (Contestant contestant in _contestants)
        {
            table.AddRow(
                contestant.Name.EscapeMarkup(),
                string.Create(CultureInfo.InvariantCulture, $"{contestant.Median.TotalMilliseconds:N1} ms"),
                string.Create(CultureInfo.InvariantCulture, $"{baseline / contestant.Median:N2} x"),
                Result(contestant));
        }

        return table;
    }
}
