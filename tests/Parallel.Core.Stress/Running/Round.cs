using System.Diagnostics;
using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;
using ParallelCore.Stress.Operations;

namespace ParallelCore.Stress.Running;

/// <summary>Outside threads that each run a random program at the same time.</summary>
internal sealed class Round : IDisposable
{
    private const int LockCount = 3;
    private const int MostOperations = 12;

    private readonly Operation[][] _programs;
    private readonly Operation?[] _running;
    private readonly bool _usesFlow;
    private readonly bool _collects;
    private readonly object _lock = new();
    private readonly List<WorkStealingScheduler> _shortLived = [];
    private int _flows;
    private long _calls;
    private TimeSpan _longest;
    private Operation? _slowest;

    public Round(long seed, StressOptions options, IReadOnlyList<WorkStealingScheduler> schedulers)
    {
        Seed = seed;
        var random = new Random((int)(seed ^ (seed >>> 32)));
        _usesFlow = random.Next(3) == 0;
        _collects = random.Next(10) == 0;
        Blocks = random.Next(3) == 0 || options.Only is RootKind.Siege or RootKind.SharedState;
        var maker = new OperationMaker(random, schedulers, LockCount, Blocks);
        _programs = new Operation[options.Callers][];
        _running = new Operation?[options.Callers];
        for (int caller = 0; caller < _programs.Length; caller++)
        {
            _programs[caller] = [.. Enumerable.Range(0, random.Next(1, MostOperations)).Select(_ => maker.MakeRoot(options.Only))];
        }
    }

    public long Seed { get; }

    /// <summary>True when bodies block here and there, in collections too: spares then stand in, and for moments more threads run than a scheduler or a limit has.</summary>
    public bool Blocks { get; }

    public Verdict Verdict { get; } = new();

    public Canceller Canceller { get; } = new();

    public IReadOnlyList<LockProbe> Locks { get; } = [.. Enumerable.Range(0, LockCount).Select(_ => new LockProbe())];

    public long Calls => Volatile.Read(ref _calls);

    /// <summary>What the disposed schedulers have done.</summary>
    public long ShortLivedSteals { get; private set; }

    /// <summary>The operation that took the longest time.</summary>
    public string Slowest => $"{_longest.TotalSeconds:0.0} s for {_slowest}";

    /// <summary>Every root operation, caller by caller.</summary>
    public IEnumerable<string> List() => _programs.SelectMany((program, caller) => program.Select(operation => $"caller {caller}: {operation}"));

    public void Run()
    {
        using var gate = new Barrier(_programs.Length + (_collects ? 1 : 0));
        Thread[] threads = [.. _programs.Select((_, caller) => new Thread(() => RunProgram(caller, gate)) { IsBackground = true, Name = $"caller {caller}" })];
        Array.ForEach(threads, thread => thread.Start());
        if (_collects)
        {
            gate.SignalAndWait();
            GC.Collect();
        }

        Array.ForEach(threads, thread => thread.Join());
    }

    public void CountCall() => Interlocked.Increment(ref _calls);

    /// <summary>True when the next call should set an AsyncLocal for its bodies.</summary>
    public bool NextFlow() => _usesFlow && Interlocked.Increment(ref _flows) % 3 == 0;

    public void Watch(WorkStealingScheduler scheduler)
    {
        lock (_lock)
        {
            _shortLived.Add(scheduler);
        }
    }

    public void Forget(WorkStealingScheduler scheduler)
    {
        lock (_lock)
        {
            _shortLived.Remove(scheduler);
            ShortLivedSteals += scheduler.GetStatistics().Steals;
        }
    }

    public WorkStealingScheduler[] ShortLived()
    {
        lock (_lock)
        {
            return [.. _shortLived];
        }
    }

    /// <summary>What each outside thread is at.</summary>
    public IEnumerable<string> Running() => _running.Select((operation, caller) => $"caller {caller}: {operation?.ToString() ?? "done"}");

    public void Dispose() => Canceller.Dispose();

    private void RunProgram(int caller, Barrier gate)
    {
        Call root = Call.Root(this);
        gate.SignalAndWait();
        foreach (Operation operation in _programs[caller])
        {
            Volatile.Write(ref _running[caller], operation);
            long start = Stopwatch.GetTimestamp();
            try
            {
                operation.Run(root);
            }
            catch (Exception e)
            {
                Verdict.Fail($"{operation} let out {e}");
            }

            NoteTime(operation, Stopwatch.GetElapsedTime(start));
        }

        Volatile.Write(ref _running[caller], null);
    }

    private void NoteTime(Operation operation, TimeSpan time)
    {
        lock (_lock)
        {
            if (time > _longest)
            {
                _longest = time;
                _slowest = operation;
            }
        }
    }
}
