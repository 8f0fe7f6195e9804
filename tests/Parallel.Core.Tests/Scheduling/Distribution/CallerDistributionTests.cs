namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>Several threads outside call at once: each is a worker, and the scheduler's own threads come to all of them.</summary>
public sealed class CallerDistributionTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(8, 7)]
    [InlineData(16, 3)]
    [InlineData(64, 9)]
    [InlineData(64, 63)]
    [InlineData(256, 5)]
    public void Run_SeveralCallers_AllBodiesMeet(int workers, int callers)
    {
        int helpers = (workers - 1) / callers; // a scheduler has a thread less than workers
        for (int round = 0; round < 3; round++)
        {
            Rendezvous.Of(callers * (1 + helpers), meeting => Threads.RunTogether(
                callers, _ => ParallelRange.Run(0, 1 + helpers, 1, _ => meeting.Meet(), Schedulers.Options(workers))));
        }
    }
}
