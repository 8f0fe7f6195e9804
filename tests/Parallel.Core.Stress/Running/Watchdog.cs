using System.Diagnostics;
using ParallelCore.Scheduling;

namespace ParallelCore.Stress.Running;

/// <summary>Ends the process when a round hangs, and says where everybody was.</summary>
internal sealed class Watchdog
{
    public const int HungExitCode = 3;

    private readonly StressOptions _options;
    private readonly IReadOnlyList<WorkStealingScheduler> _schedulers;
    private readonly AutoResetEvent _changed = new(false);
    private Round? _round;

    public Watchdog(StressOptions options, IReadOnlyList<WorkStealingScheduler> schedulers)
    {
        _options = options;
        _schedulers = schedulers;
        new Thread(Loop) { IsBackground = true, Name = "watchdog", Priority = ThreadPriority.AboveNormal }.Start();
    }

    public void Arm(Round? round)
    {
        Volatile.Write(ref _round, round);
        _changed.Set();
    }

    private void Loop()
    {
        while (true)
        {
            Round? round = Volatile.Read(ref _round);
            TimeSpan patience = round is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(_options.TimeoutSeconds);
            if (!_changed.WaitOne(patience) && round is not null && Volatile.Read(ref _round) == round)
            {
                End(round);
            }
        }
    }

    private void End(Round round)
    {
        Console.WriteLine($"HUNG: a round did not end within {_options.TimeoutSeconds} s. Replay with --seed {round.Seed} --rounds 1 --repeat 100");
        Console.WriteLine($"  {Environment.CpuUsage.TotalTime.TotalSeconds:0.0} s of processor time, {GC.GetTotalPauseDuration().TotalSeconds:0.0} s paused by GC since the start");
        Console.WriteLine(round.Verdict);
        StateDump.Write(round, _schedulers);
        Console.Out.Flush();
        if (_options.Crash)
        {
            Environment.FailFast("A stress round hung.");
        }

        if (Debugger.IsAttached)
        {
            Debugger.Break();
        }

        Environment.Exit(HungExitCode);
    }
}
