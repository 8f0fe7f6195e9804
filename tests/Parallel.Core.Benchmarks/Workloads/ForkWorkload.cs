using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Scheduling;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Fork and join with no cut-off: fib(35), and a smaller one for those that would take minutes.</summary>
internal sealed class ForkWorkload : IWorkload
{
    private const int Large = 35;
    private const int WarmUp = 18;
    private const string Plain = "plain recursion";
    private const string Context = "context";
    private const string ContextAlone = "context, 1 worker";

    public string Name => "fib";

    public void Run(CompareSession session)
    {
        RaceResult result = RunOurs(session);
        Judge(session, result);
        RunTasks(session, session.IsQuick ? 18 : 25);
    }

    private static RaceResult RunOurs(CompareSession session)
    {
        int sum = 0;
        using var alone = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1, Name = "Alone" });
        var race = new Race("fib(35)") { Items = Fib.Forks(Large), Reset = () => sum = 0, Checksum = () => sum };
        Add(ContenderRole.Sequential, Plain, Fib.Plain);
        Add(ContenderRole.Ours, Context, static n => ForkJoin.Run<int, int, FibContext>(n, default));
        Add(ContenderRole.Ours, "struct", Fib.Struct);
        Add(ContenderRole.Ours, "static lambda", Fib.Lambda);
        Add(ContenderRole.Ours, ContextAlone, OnOneWorker(static n => ForkJoin.Run<int, int, FibContext>(n, default)));
        Add(ContenderRole.Ours, "struct, 1 worker", OnOneWorker(Fib.Struct));
        Add(ContenderRole.Ours, "static lambda, 1 worker", OnOneWorker(Fib.Lambda));
        return session.Race(race, session.LongCalls, "fib35");

        void Add(ContenderRole role, string name, Func<int, int> fib) =>
            race.Add(role, name, Repeat.Of(() => sum = fib(Large)), () => sum = fib(WarmUp));

        // The delegate is made once, so that the bytes counted are the library's.
        Func<int, int> OnOneWorker(Func<int, int> fib)
        {
            int argument = 0;
            int result = 0;
            Action body = () => result = fib(argument);
            return n =>
            {
                argument = n;
                alone.Run(body);
                return result;
            };
        }
    }

    private static void RunTasks(CompareSession session, int n)
    {
        int sum = 0;
        var race = new Race($"fib({n})") { Items = Fib.Forks(n), Reset = () => sum = 0, Checksum = () => sum };
        Add(ContenderRole.Sequential, Plain, Fib.Plain);
        Add(ContenderRole.Ours, Context, static n => ForkJoin.Run<int, int, FibContext>(n, default));
        Add(ContenderRole.Peer, "Parallel.Invoke", Fib.ParallelInvoke);
        Add(ContenderRole.Peer, "Task.Run", Fib.Tasks);
        session.Race(race, session.LongCalls);

        void Add(ContenderRole role, string name, Func<int, int> fib) =>
            race.Add(role, name, Repeat.Of(() => sum = fib(n)), () => sum = fib(WarmUp / 2));
    }

    private void Judge(CompareSession session, RaceResult result)
    {
        double? rayon = session.Peers.Seconds("rayon", "fib35");
        foreach ((string form, double most) in ((string, double)[])[(Context, 0.45), ("struct", 0.65), ("static lambda", 0.95)])
        {
            double ours = result.Seconds(form);
            session.AddTarget(
                Name,
                $"{form} form <= {Text.Ratio(most)} x rayon",
                rayon is { } peer ? $"{Text.Ratio(ours / peer)} x ({Text.Time(ours)}, rayon {Text.Time(peer)})" : $"{Text.Time(ours)}; no figure for rayon",
                rayon is { } known ? ours <= most * known : null);
        }

        double ratio = result.Seconds(ContextAlone) / result.Seconds(Plain);
        session.AddTarget(Name, "context form, 1 worker <= 3 x the plain recursion", $"{Text.Ratio(ratio)} x", ratio <= 3);
    }
}
