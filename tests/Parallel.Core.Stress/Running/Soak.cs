using System.Diagnostics;
using System.Runtime;
using System.Runtime.InteropServices;
using ParallelCore.Scheduling;

namespace ParallelCore.Stress.Running;

/// <summary>Runs rounds until the time is over, or one fails.</summary>
internal sealed class Soak(StressOptions options)
{
    private const int FailedExitCode = 1;

    private static readonly TimeSpan s_reportInterval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(2);

    private readonly WorkStealingScheduler[] _schedulers =
    [
        new(new WorkStealingOptions { Workers = options.Workers, Name = "many" }),
        new(new WorkStealingOptions { Workers = 2, Name = "two" }),
        new(new WorkStealingOptions { Workers = 3, Name = "three" }),
        new(new WorkStealingOptions { Workers = 1, Name = "one" }),
        WorkStealingScheduler.Shared,
    ];

    private long _currentSeed = options.Seed;
    private long _rounds;
    private long _calls;
    private long _shortLivedSteals;

    public int Run()
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, server GC {GCSettings.IsServerGC}");
        Console.WriteLine($"seed {options.Seed}, {options.Workers} workers at most, {options.Callers} callers");
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Console.WriteLine($"CRASHED. Replay with --seed {_currentSeed} --rounds 1 --repeat 100");

        var watchdog = new Watchdog(options, _schedulers);
        var time = Stopwatch.StartNew();
        TimeSpan nextReport = s_reportInterval;
        while (_rounds < options.Rounds * (double)options.Repeat && time.Elapsed.TotalMinutes < options.Minutes)
        {
            if (!RunRound(watchdog))
            {
                return FailedExitCode;
            }

            if (time.Elapsed >= nextReport)
            {
                nextReport += s_reportInterval;
                Console.WriteLine($"{time.Elapsed.TotalSeconds,6:0} s: {_rounds} rounds, {_calls} operations, next seed {_currentSeed}");
            }
        }

        watchdog.Arm(null);
        WorkStealingStatistics[] statistics = Array.ConvertAll(_schedulers, scheduler => scheduler.GetStatistics());
        Console.WriteLine(
            $"OK: {_rounds} rounds, {_calls} operations, {statistics.Sum(s => s.Steals) + _shortLivedSteals} steals, {statistics.Sum(s => s.FailedSteals)} failed steals, "
            + $"{statistics.Sum(s => s.Parks)} parks, {statistics.Sum(s => s.Wakes)} wakes in {time.Elapsed.TotalSeconds:0} s");
        return 0;
    }

    private bool RunRound(Watchdog watchdog)
    {
        _currentSeed = options.Seed + (_rounds / options.Repeat);
        using var round = new Round(_currentSeed, options, _schedulers);
        if (options.List)
        {
            Console.WriteLine($"seed {_currentSeed}{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", round.List())}");
        }

        watchdog.Arm(round);
        long start = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        TimeSpan paused = GC.GetTotalPauseDuration();
        round.Run();
        foreach (WorkStealingScheduler scheduler in _schedulers)
        {
            Quiescence.Check(scheduler, round.Verdict);
        }

        watchdog.Arm(round);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        if (time > s_slow)
        {
            processor = Environment.CpuUsage.TotalTime - processor;
            paused = GC.GetTotalPauseDuration() - paused;
            Console.WriteLine($"slow: {time.TotalSeconds:0.0} s, {processor.TotalSeconds:0.0} s of processor time, {paused.TotalSeconds:0.0} s paused by GC, seed {_currentSeed}; {round.Slowest}");
        }

        _rounds++;
        _calls += round.Calls;
        _shortLivedSteals += round.ShortLivedSteals;
        if (!round.Verdict.HasFailed)
        {
            return true;
        }

        Console.WriteLine($"FAILED in round {_rounds}. Replay with --seed {_currentSeed} --rounds 1 --repeat 100");
        Console.WriteLine(round.Verdict);
        return false;
    }
}
