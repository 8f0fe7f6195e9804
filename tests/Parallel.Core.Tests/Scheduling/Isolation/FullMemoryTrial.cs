using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>Calls in which a body leaves no memory to the engine.</summary>
internal static class FullMemoryTrial
{
    public const string Name = "FullMemory";

    private const int Rounds = 3;

    private static readonly AsyncLocal<object?> s_local = new();

    private static readonly Dictionary<string, Trial> s_trials = new()
    {
        ["LoopFails"] = new(1, true, static (options, body, _) => ParallelRange.Run(0, 2, 1, _ => body(), options)),
        ["LoopFailsOnAnotherWorker"] = new(2, true, static (options, body, _) => ParallelRange.Run(0, 2, 1, _ => body(), options)),
        ["LoopIsReportedOn"] = new(1, false, static (options, body, isFull) => ParallelRange.Run(0, 2, 1, _ => body(), isFull ? options.With(report: static _ => { }) : options)),
        ["ForkFailsOnAnotherWorker"] = new(2, true, static (options, body, _) => options.Scheduler!.Run(() => ForkJoin.Invoke(body, body))),
        ["SpawnFails"] = new(1, true, static (options, body, _) => options.Scheduler!.Run(() => ForkJoin.Scope(scope => Spawn(scope, body)))),
        ["SpawnFailsOnAnotherWorker"] = new(2, true, static (options, body, _) => options.Scheduler!.Run(() => ForkJoin.Scope(scope => Spawn(scope, body)))),
        ["RegionBegins"] = new(1, false, static (options, body, isFull) => options.Scheduler!.Run(() => Block(body, isFull))),
        ["CallBegins"] = new(1, false, static (options, body, _) => Enter(options, body)),
    };

    public static IEnumerable<string> All => s_trials.Keys;

    public static void Run(string name)
    {
        var caller = new Thread(() => s_trials[name].Run());
        caller.UnsafeStart();
        caller.Join();
    }

    private static void Spawn(ForkScope scope, Action body)
    {
        scope.Spawn(body);
        scope.Spawn(body);
    }

    /// <summary>There is no memory for a spare.</summary>
    private static void Block(Action body, bool isFull)
    {
        body();
        if (isFull)
        {
            using (ParallelRange.Blocking())
            {
            }
        }

        body();
    }

    /// <summary>The memory is full before the call begins, and the caller's context is one that the scheduler has never seen.</summary>
    private static void Enter(RangeOptions options, Action body)
    {
        s_local.Value = new object();
        body();
        try
        {
            ParallelRange.Run(0, 2, 1, static _ => { }, options);
        }
        finally
        {
            body();
        }
    }

    /// <param name="Workers">One, or two, each of which runs a body; the memory is filled by the one on the pool's thread.</param>
    /// <param name="Fails">Whether the body that fills the memory throws then.</param>
    /// <param name="Call">Runs the body twice.</param>
    private sealed record Trial(int Workers, bool Fails, Action<RangeOptions, Action, bool> Call)
    {
        private readonly SynchronizationContext _context = new();
        private Meeting _meeting = new();
        private Exception _failure = new FormatException();
        private int _caller;
        private int _ran;
        private bool _isFull;

        public void Run()
        {
            using (var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = Workers }))
            {
                var options = new RangeOptions { Scheduler = scheduler };
                Action body = Body;
                _caller = Environment.CurrentManagedThreadId;
                SynchronizationContext.SetSynchronizationContext(_context);

                // What the call needs is there before the memory is full: its code, its frames.
                Ballast.Fill();
                Ballast.Free();
                Call(options, body, false);
                int places = scheduler.GetCounts().Length;
                for (int round = 1; round <= Rounds; round++)
                {
                    string end = CallWithoutMemory(options, body);
                    Console.WriteLine($"Round{round}={end}, {_ran} ran");
                    Begin();
                    Call(options, body, false);
                    Console.WriteLine($"Next{round}={_ran} ran, context {(SynchronizationContext.Current == _context ? "kept" : "lost")}, "
                        + $"{scheduler.GetCounts().Length - places} places lost");
                }
            }

            Console.WriteLine("Disposed=yes");
        }

        private string CallWithoutMemory(RangeOptions options, Action body)
        {
            Begin();
            _failure = new FormatException(); // thrown for the first time, it frees nothing
            _isFull = true;
            Exception? error = null;
            try
            {
                Call(options, body, true);
            }
            catch (Exception e)
            {
                error = e;
            }

            _isFull = false;
            Ballast.Free();
            return error?.GetType().Name ?? "done";
        }

        private void Begin()
        {
            _meeting = new Meeting();
            _ran = 0;
        }

        private void Body()
        {
            Interlocked.Increment(ref _ran);
            if (Workers > 1)
            {
                _meeting.Arrive();
                if (Environment.CurrentManagedThreadId == _caller)
                    return;
            }

            if (!_isFull)
                return;
            _isFull = false;
            Ballast.Fill();
            if (Fails)
                throw _failure;
        }
    }
}
