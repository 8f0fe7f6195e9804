using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>Forks that wait their turn are taken over while a leaf below them runs, however deep it lies.</summary>
public sealed class ForkDistributionTests
{
    private const int Deep = 20;

    public static TheoryData<string> Forms => new(ForkTree.Forms.Keys);

    public static TheoryData<string, int> FormsAndWorkers => new PairData<string, int>(ForkTree.Forms.Keys, Schedulers.Sizes);

    [Theory]
    [MemberData(nameof(FormsAndWorkers))]
    public void Invoke_LeafForEachWorker_AllMeet(string form, int workers) => MeetTwice(form, workers, Schedulers.Of(workers).Run);

    [Theory]
    [MemberData(nameof(FormsAndWorkers))]
    public void Invoke_EightLeaves_AllMeet(string form, int workers) => MeetTwice(form, Math.Min(8, workers), Schedulers.Of(workers).Run);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Invoke_FromOutside_AllMeet(string form) => MeetTwice(form, WorkStealingScheduler.Shared.Workers, static run => run());

    [Theory]
    [MemberData(nameof(Forms))]
    public void Invoke_NoThreadStarted_AllMeet(string form)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 8 });
        MeetTwice(form, 8, scheduler.Run);
    }

    [Theory]
    [MemberData(nameof(FormsAndWorkers))]
    public void Invoke_LeafBelowManyForks_OtherSidesRunMeanwhile(string form, int workers)
    {
        foreach (Past past in (Past[])[Past.Unknown, Past.Short])
        {
            past.Live(body => Run(_ => body()));
            Rendezvous.Of(Deep + 1, all => Run(leaf =>
            {
                if (leaf == 0)
                    all.Meet();
                else
                    all.Come();
            }));
        }

        void Run(Action<int> leaf) => Schedulers.On(workers, () => ForkTree.Forms[form](ForkTree.Spine(Deep, leaf)));
    }

    private static void MeetTwice(string form, int leaves, Action<Action> on)
    {
        foreach (Past past in (Past[])[Past.Unknown, Past.Short])
        {
            past.Live(Run);
            Rendezvous.Of(leaves, meeting => Run(meeting.Meet));
        }

        void Run(Action body) => on(() => ForkTree.Forms[form](ForkTree.Halves(leaves, _ => body())));
    }
}
