using FluentAssertions;
using ParallelCore.Scheduling;
using ParallelCore.Tests.Docs;
using ParallelCore.Tests.Loops;

namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>A loop with a chunk for each worker: all chunks run at once, whatever the loop has cost before.</summary>
public sealed class LoopDistributionTests
{
    private static readonly int[] s_crews = [2, 3, 4, 8, 16];
    private static readonly int[] s_crowds = [64, 256];

    private static readonly Dictionary<string, Func<int, ChunkPolicy>> s_policies = new()
    {
        ["fixed"] = static chunk => chunk,
        ["even"] = static _ => ChunkPolicy.Even,
        ["guided"] = static chunk => ChunkPolicy.Guided(chunk),
        ["by weight"] = static _ => ChunkPolicy.ByWeight(static _ => 1),
        ["auto"] = static _ => ChunkPolicy.Auto,
    };

    private static readonly Func<RangeOptions, RangeOptions>[] s_settings =
    [
        static options => options.With(cancellationToken: new CancellationTokenSource().Token),
        static options => options.With(progress: new CallbackProgress(static _ => { })),
        static options => options.With(report: static _ => { }),
    ];

    public static TheoryData<string> Forms => DistributedForms.Names;

    public static TheoryData<string, string, Past> CutsAndPasts
    {
        get
        {
            var data = new TheoryData<string, string, Past>();
            foreach (LoopForm form in DistributedForms.All)
            {
                foreach ((string policy, Past past) in Effort.Pairs(PoliciesOf(form), Enum.GetValues<Past>()))
                    data.Add(form.Name, policy, past);
            }

            return data;
        }
    }

    /// <summary>A piece for each of the few iterations that a worker might get would cost more than the shortest loops take.</summary>
    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(256)]
    public void Run_ShortestLoopOnManyWorkers_HasFewPieces(int workers)
    {
        var pieces = new List<int>();
        RangeOptions options = Schedulers.Options(workers);
        int n = 2 * workers;
        for (int round = 0; round < 200; round++)
        {
            int calls = 0;
            ParallelRange.Run(0, n, ChunkPolicy.Auto, (_, _) => Interlocked.Increment(ref calls), options);
            pieces.Add(calls);
        }

        pieces.Order().ElementAt(pieces.Count / 2).Should().BeLessThan(n / 2);
    }

    [Theory]
    [MemberData(nameof(CutsAndPasts))]
    public void Run_ChunkForEachWorker_AllMeet(string form, string policy, Past past)
    {
        // With the other policies, short pieces would lie between those that meet.
        int[] chunks = policy is "auto" or "by weight" ? [1] : [1, 7];
        foreach (int workers in s_crews)
        {
            foreach (int chunk in chunks)
                Meet(form, policy, past, workers, chunk, Schedulers.Options(workers));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_ManyWorkers_AllMeet(string form)
    {
        foreach ((string policy, int workers) in Effort.Pairs(PoliciesOf(DistributedForms.Named(form)), s_crowds))
            Meet(form, policy, Past.Short, workers, 1, Schedulers.Options(workers));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_ObservedOrCancellable_AllMeet(string form)
    {
        foreach (int workers in s_crews)
        {
            foreach (Func<RangeOptions, RangeOptions> setting in s_settings)
                Meet(form, "fixed", Past.Short, workers, 1, setting(Schedulers.Options(workers)));
        }
    }

    /// <summary>No thread is there to notice that the loop lasts longer than it used to.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_ShortUntilNowAndNoThreadStarted_AllMeet(string form)
    {
        foreach (string policy in PoliciesOf(DistributedForms.Named(form)))
        {
            using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 4 });
            Action<RangeOptions, Action> loop = Loop(form, policy, 4, 1);
            Past.Short.Live(body => loop(Schedulers.Options(4), body));
            Rendezvous.Of(4, meeting => loop(new RangeOptions { Scheduler = scheduler }, meeting.Meet));
        }
    }

    private static void Meet(string form, string policy, Past past, int workers, int chunk, RangeOptions options)
    {
        Action<RangeOptions, Action> loop = Loop(form, policy, workers, chunk);
        past.Live(body => loop(options, body));
        Rendezvous.Of(workers, meeting => loop(options, meeting.Meet));
    }

    /// <summary>A loop of a site of its own that calls its body once for each chunk.</summary>
    private static Action<RangeOptions, Action> Loop(string form, string policy, int workers, int chunk)
    {
        int site = DistributedForms.NewSite();
        return (options, body) => DistributedForms.Named(form).Run(
            0,
            (long)workers * chunk,
            s_policies[policy](chunk),
            (start, end) =>
            {
                for (long i = start; i < end; i++)
                {
                    if (i % chunk == 0)
                        body();
                }
            },
            options,
            site);
    }

    /// <summary>The automatic policy only where the body is called for each index: a body that is handed a piece has begun all of it.</summary>
    private static IEnumerable<string> PoliciesOf(LoopForm form) =>
        !form.TakesPolicy ? ["auto"] : form.IsPerIndex ? s_policies.Keys : s_policies.Keys.Where(policy => policy != "auto");
}
