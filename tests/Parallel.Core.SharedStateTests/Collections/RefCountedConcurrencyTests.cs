using CsCheck;
using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class RefCountedConcurrencyTests
{
    private const int Histories = 1000;
    private const int HistoriesInABatch = 20; // the rest of a batch with a failure is spent on a simpler one, which nobody is going to read

    [Fact]
    public void AllMembers_InParallel_AreLinearizable() => Sample(static () => new RefCountedHolders(), Effort.Pick(quick: 40, full: Histories));

    [Fact]
    public void AllMembers_OfABrokenCopy_AreNotLinearizable()
    {
        Action act = static () =>
        {
            for (int done = 0; done < Histories; done += HistoriesInABatch)
                Sample(static () => new CountedHolders(static () => Thread.Yield()), HistoriesInABatch);
        };
        act.Should().Throw<CsCheckException>();
    }

    [Fact]
    public void Dispose_UnderStress_HappensOnceAndNeverWhileSomebodyHolds()
    {
        const int ManyThreads = 8;
        int rounds = Effort.Pick(quick: 40, full: 200);
        const int Visits = 50;
        for (int round = 0; round < rounds; round++)
        {
            var value = new TrackedDisposable();
            RefCounted<TrackedDisposable> first = RefCounted.Create(value);
            WeakRefCounted<TrackedDisposable> weak = first.ToWeak();
            int disposedWhileHeld = 0;
            Threads.RunTogether(ManyThreads, thread =>
            {
                if (thread == 0)
                    first.Dispose();
                for (int i = 0; i < Visits && weak.TryAcquire(out RefCounted<TrackedDisposable>? mine); i++)
                {
                    RefCounted<TrackedDisposable> other = mine.Share();
                    mine.Dispose();
                    if (other.Value.Disposals != 0)
                        Interlocked.Increment(ref disposedWhileHeld);
                    other.Dispose();
                }
            });
            disposedWhileHeld.Should().Be(0);
            value.Disposals.Should().Be(1);
            weak.TryAcquire(out _).Should().BeFalse();
        }
    }

    /// <summary>Histories of a few calls by two threads, held against all orders in which one thread might have made them. Each is one step: to acquire and let
    /// go at once is two, between which another thread may still find the value.</summary>
    private static void Sample(Func<IHolders> create, int histories)
    {
        Gen<(HoldersHistory, HoldersHistory)> initial = Gen.Const(0).Select(_ => (new HoldersHistory(create()), new HoldersHistory(new CountedHolders())));
        initial.SampleParallel(
            [
                Operation("Keep", static holders => holders.TryKeep()),
                Operation("Share", static holders => holders.TryShare()),
                Operation("Release", static holders =>
                {
                    holders.ReleaseFirst();
                    return true;
                }),
            ],
            static (actual, model) => actual.IsSame(model),
            maxSequentialOperations: 1,
            maxParallelOperations: 5,
            iter: histories,
            threads: 2);
    }

    private static GenOperation<HoldersHistory, HoldersHistory> Operation(string name, Func<IHolders, bool> call) =>
        Gen.Operation<HoldersHistory, HoldersHistory>(name, history => history.Run(name, call), history => history.Run(name, call));
}
