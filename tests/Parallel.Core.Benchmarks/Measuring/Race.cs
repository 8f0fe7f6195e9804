using System.Diagnostics;

namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Runs contenders of one workload in turn, A B C A B C, so that drift of the machine hits all of them alike; reports medians.</summary>
internal sealed class Race(string workload)
{
    private const int PauseMilliseconds = 120;
    private const double ShortSample = 5e-3;
    private const int MostCalls = 1 << 20;
    private readonly List<Contender> _contenders = [];

    /// <summary>Wipes the result before a checked run.</summary>
    public Action? Reset { get; init; }

    /// <summary>The result of the last run, as a number. All contenders must reach that of the first one.</summary>
    public Func<long>? Checksum { get; init; }

    /// <summary>Items in one call, for figures per item; 0 for none.</summary>
    public long Items { get; init; }

    public Race Add(ContenderRole role, string name, Action<int> run, Action? warmUp = null)
    {
        _contenders.Add(new Contender(role, name, run, warmUp));
        return this;
    }

    public RaceResult Run(RacePlan plan)
    {
        WarmUp(plan);
        var wrong = new List<string>();
        long expected = Check(0, wrong, default);
        double[] estimates = [.. _contenders.Select(contender => Estimate(contender.Run, plan.SampleTime))];
        int[] calls = [.. estimates.Select(estimate => plan.IdleMilliseconds > 0 ? 1 : (int)Math.Clamp(plan.SampleTime / estimate, 1, MostCalls))];
        double[][] samples = Sample(plan, estimates, calls);
        for (int i = 1; i < _contenders.Count; i++)
        {
            Check(i, wrong, expected);
        }

        RaceEntry[] entries = [.. _contenders.Select((contender, i) =>
        {
            double? bytes = plan.CountBytes ? AllocatedBytes.PerCall(contender.Run, AllocatedBytes.CallsFor(estimates[i])) : null;
            return new RaceEntry(contender.Role, contender.Name, Timing.Of(samples[i]), bytes);
        })];
        return new RaceResult(workload, entries, Items, wrong);
    }

    /// <summary>The lowest of a few at each size: one interruption must not make a call look long, and so its samples too short to time.</summary>
    private static double Estimate(Action<int> run, double sampleTime)
    {
        for (int calls = 1; ; calls *= 2)
        {
            double seconds = Time(run, calls);
            for (int again = 0; again < 2 && seconds >= sampleTime / 2 && seconds < ShortSample; again++)
            {
                seconds = Math.Min(seconds, Time(run, calls));
            }

            if (seconds >= sampleTime / 2 || calls >= MostCalls)
            {
                return seconds / calls;
            }
        }
    }

    private static double Time(Action<int> run, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        run(calls);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void WarmUp(RacePlan plan)
    {
        for (int pass = 0; pass < plan.WarmUps; pass++)
        {
            if (pass > 0)
            {
                Thread.Sleep(PauseMilliseconds);
            }

            foreach (Contender contender in _contenders)
            {
                long start = Stopwatch.GetTimestamp();
                for (int call = 0; call < 30 && (call == 0 || Stopwatch.GetElapsedTime(start).TotalSeconds < plan.WarmUpTime); call++)
                {
                    if (contender.WarmUp is { } warmUp)
                    {
                        warmUp();
                    }
                    else
                    {
                        contender.Run(1);
                    }
                }
            }
        }

        GC.Collect();
    }

    private double[][] Sample(RacePlan plan, double[] estimates, int[] calls)
    {
        bool[] isShort = [.. estimates.Select((estimate, i) => plan.IdleMilliseconds == 0 && estimate * calls[i] < ShortSample)];
        double round = estimates.Select((estimate, i) => (estimate * calls[i] * (isShort[i] ? 2 : 1)) + (plan.IdleMilliseconds * 1e-3)).Sum();
        int rounds = (int)Math.Clamp(plan.Budget / round, plan.MinRounds, plan.MaxRounds);
        double[][] samples = [.. _contenders.Select(_ => new double[rounds])];
        for (int k = 0; k < rounds; k++)
        {
            for (int i = 0; i < _contenders.Count; i++)
            {
                if (plan.IdleMilliseconds > 0)
                {
                    Thread.Sleep(plan.IdleMilliseconds);
                }
                else if (isShort[i])
                {
                    // Not timed: lets the previous contender's threads go to sleep and this one's come awake.
                    _contenders[i].Run(calls[i]);
                }

                samples[i][k] = Time(_contenders[i].Run, calls[i]) / calls[i];
            }
        }

        return samples;
    }

    private long Check(int index, List<string> wrong, long expected)
    {
        if (Checksum is null)
        {
            return 0;
        }

        Reset?.Invoke();
        _contenders[index].Run(1);
        long actual = Checksum();
        if (index > 0 && actual != expected)
        {
            wrong.Add($"{workload}, {_contenders[index].Name}: {actual} instead of {expected}");
        }

        return actual;
    }
}
