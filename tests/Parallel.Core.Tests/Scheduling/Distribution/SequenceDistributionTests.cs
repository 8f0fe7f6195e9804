namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>Items that are a chunk each are worked on at once, one by each worker.</summary>
public sealed class SequenceDistributionTests
{
    private const int Length = 1_000;

    private static readonly Dictionary<string, Action<ParallelSequence<int>, Action<int>>> s_chains = new()
    {
        ["Select.Sum"] = static (items, body) => items.Select(item => Project(item, body)).Sum(),
        ["Select.Max"] = static (items, body) => items.Select(item => Project(item, body)).Max(),
        ["Select.ToArray"] = static (items, body) => items.Select(item => Project(item, body)).ToArray(),
        ["Select.GroupBy"] = static (items, body) => items.Select(item => Project(item, body)).GroupBy(static item => item % 2).ToArray(),
        ["Select.Order"] = static (items, body) => items.Select(item => Project(item, body)).OrderDescending().ToArray(),
        ["Select with local"] = static (items, body) => items.WithLocal(static () => new object()).Select((item, _) => Project(item, body)).ToArray(),
        ["Where.Count"] = static (items, body) => items.Where(item => Keep(item, body)).Count(),
        ["Where.ToArray"] = static (items, body) => items.Where(item => Keep(item, body)).ToArray(),
        ["SelectMany.ToList"] = static (items, body) => items.SelectMany(item => (int[])[Project(item, body)]).ToList(),
        ["Do.ToList"] = static (items, body) => items.Do(body).ToList(),
        ["Aggregate"] = static (items, body) => items.Aggregate(0, (sum, item) => sum + Project(item, body), static (left, right) => left + right),
        ["AggregateUnordered"] = static (items, body) => items.AggregateUnordered(static () => 0, (sum, item) => sum + Project(item, body), static (left, right) => left + right),
        ["ForEach with returned local"] = static (items, body) => items.ForEach(static () => 0, (item, sum) => sum + Project(item, body), static _ => { }),
        ["Join"] = static (items, body) => items.Join((int[])[0], item => Project(item, body), static key => key, static (item, _) => item).ToArray(),
        ["GroupJoin"] = static (items, body) => items.GroupJoin((int[])[0], item => Project(item, body), static key => key, static (item, _) => item).ToArray(),
        ["IntersectBy"] = static (items, body) => items.IntersectBy((int[])[0], item => Project(item, body)).ToArray(),
        ["All"] = static (items, body) => items.All(item => Keep(item, body)),
        ["FindIndex"] = static (items, body) => items.FindIndex(item => !Keep(item, body)),
        ["ForEach"] = static (items, body) => items.ForEach(body),
        ["ForEach with local"] = static (items, body) => items.WithLocal(static () => new object()).ForEach((item, _) => body(item)),
    };

    public static TheoryData<string, Past> ChainsAndPasts => new PairData<string, Past>(Effort.Pairs(s_chains.Keys, (Past[])[Past.Unknown, Past.Short]));

    [Theory]
    [MemberData(nameof(ChainsAndPasts))]
    public void Chain_ItemForEachWorker_AllMeet(string chain, Past past)
    {
        foreach (int workers in Schedulers.Sizes)
        {
            Action<Action<int>> run = Chain(chain, workers, workers);
            past.Live(body => run(_ => body()));
            Rendezvous.Of(workers, meeting => run(_ => meeting.Meet()));
        }
    }

    [Theory]
    [MemberData(nameof(ChainsAndPasts))]
    public void Chain_OneItemWaitsForAllOthers_Ends(string chain, Past past)
    {
        foreach (int workers in (int[])[2, 3, 16])
        {
            foreach (int last in (int[])[0, Length - 1])
            {
                Action<Action<int>> run = Chain(chain, Length, workers);
                past.Live(body => run(_ => body()));
                Rendezvous.Of(Length, all => run(item =>
                {
                    if (item == last)
                        all.Meet();
                    else
                        all.Come();
                }));
            }
        }
    }

    /// <summary>Each thread waits at its first comparison; the caller goes on until it has certainly begun to sort, and not only to look at the items.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Sort_ThreadForEachWorker_AllMeet(int workers)
    {
        var random = new Random(1);
        int[] items = [.. Enumerable.Range(0, 100_000).Select(_ => random.Next())];
        Rendezvous.Of(workers, meeting =>
        {
            using var compared = new ThreadLocal<int>();
            int caller = Environment.CurrentManagedThreadId;
            ParallelAlgorithms.Sort(
                items,
                (a, b) =>
                {
                    if (++compared.Value == (Environment.CurrentManagedThreadId == caller ? 1_000 : 1))
                        meeting.Meet();
                    return a.CompareTo(b);
                },
                Schedulers.Options(workers));
        });
    }

    private static Action<Action<int>> Chain(string chain, int length, int workers)
    {
        int site = DistributedForms.NewSite();
        return body => s_chains[chain](ParallelRange.From(0, length, callerLine: site).WithChunk(1).On(Schedulers.Of(workers)), body);
    }

    private static int Project(int item, Action<int> body)
    {
        body(item);
        return item;
    }

    private static bool Keep(int item, Action<int> body)
    {
        body(item);
        return true;
    }
}
