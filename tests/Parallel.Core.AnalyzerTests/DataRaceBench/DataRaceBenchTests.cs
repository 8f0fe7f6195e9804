using System.Globalization;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using ParallelCore.AnalyzerTests.Checking;
using Xunit.Abstractions;

namespace ParallelCore.AnalyzerTests.DataRaceBench;

/// <summary>
/// What the rules find of DataRaceBench's loops and forks, translated: whether a case has a race, and at which line. Prints what published tools are compared by, the F1 score of both.
/// </summary>
public sealed class DataRaceBenchTests(ITestOutputHelper output)
{
    // What was measured last, rounded down: a rule that sees less turns this red.
    private const double LowestByFile = 0.95;
    private const double LowestByLine = 0.945;

    [Fact]
    public async Task Rules_OnAllCases_FindNoLessThanMeasured()
    {
        Case[] racy = Read("racy.md"), safe = Read("safe.md");
        Compiled compiled = Compiled.Of(racy.Concat(safe));
        compiled.Errors().Should().BeEmpty();
        ILookup<string, int> found = (await compiled.Diagnose()).Where(static diagnostic => diagnostic.Id.StartsWith("PC1", StringComparison.Ordinal))
            .ToLookup(static diagnostic => diagnostic.Location.GetLineSpan().Path, static diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1);
        var byFile = new Score();
        var byLine = new Score();
        foreach (Case one in racy)
        {
            int[] lines = [.. found[one.Id].Distinct()];
            byFile.Count(isRace: true, isFound: lines.Length > 0, one.Id);
            foreach (IReadOnlyCollection<int> race in one.Races)
                byLine.Count(isRace: true, isFound: lines.Intersect(race).Any(), $"{one.Id}, lines {string.Join(" and ", race)}");
            foreach (int line in lines.Except(one.Wanted).Except(one.Welcome))
                byLine.Count(isRace: false, isFound: true, $"{one.Id}, line {line}");
        }

        foreach (Case one in safe)
        {
            int[] lines = [.. found[one.Id].Distinct()];
            byFile.Count(isRace: false, isFound: lines.Length > 0, one.Id);
            foreach (int line in lines)
                byLine.Count(isRace: false, isFound: true, $"{one.Id}, line {line}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"DataRaceBench in C#, {racy.Length} cases with and {safe.Length} without a race"));
        output.WriteLine($"by case: {byFile}");
        output.WriteLine($"by line: {byLine}");
        byFile.F1.Should().BeGreaterThan(LowestByFile);
        byLine.F1.Should().BeGreaterThan(LowestByLine);
    }

    private static Case[] Read(string name) => [.. Case.ReadAll(Path.Combine(Compiled.RepositoryRoot, "tests", "Parallel.Core.AnalyzerTests", "DataRaceBench", name))];

    private sealed class Score
    {
        private readonly List<string> _missed = [];
        private readonly List<string> _wrong = [];
        private int _hits;

        public double F1 => 2.0 * _hits / ((2 * _hits) + _missed.Count + _wrong.Count);

        public void Count(bool isRace, bool isFound, string what)
        {
            _hits += isRace && isFound ? 1 : 0;
            if (isRace != isFound)
                (isRace ? _missed : _wrong).Add(what);
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"F1 {F1:0.000}, {_hits} found, {_missed.Count} missed, {_wrong.Count} wrong")
            + string.Concat(_missed.Select(static what => "\n  missed " + what)) + string.Concat(_wrong.Select(static what => "\n  wrong  " + what));
    }
}
