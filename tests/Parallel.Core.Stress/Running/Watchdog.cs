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

    /// <summary>Counts seconds that it has itself lived through: a process that was stopped from outside, for a debugger or a quiet machine, doesn't hang.</summary>
    private void Loop()
    {
        int seconds = 0;
        while (true)
        {
            Round? round = Volatile.Read(ref _round);
            if (_changed.WaitOne(TimeSpan.FromSeconds(1)) || round is null)
            {
                seconds = 0;
            }
            else if (++seconds >= _options.TimeoutSeconds)
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
