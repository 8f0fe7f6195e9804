using ParallelCore.ModelTests.Checking;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>
/// A region of three workers whose pieces take a lock that a waiting owner holds: the owner has lent its place, and wants it back. The owner's nested fork
/// is run by one thief, a piece of the region by a second, and a third comes for what the second exposes.
/// </summary>
public sealed class LimitTests
{
    [Fact]
    public void Acquire_HoldersOfPermitsNeedTheWaitersLock_ItGoesOn() => Explore(waits: false).AssertCorrect();

    [Fact]
    public void Acquire_WaitsForAPermit_IsCaught() => Explore(waits: true).AssertFails(FailureKind.Livelock);

    private static ModelReport Explore(bool waits) => ModelChecker.Explore(new() { MaxPreemptions = 3 }, () =>
    {
        ModelCell permits = new("permits"); // of three workers the owner is one, and two thieves hold a permit each; the owner has lent its place
        permits.Write(1);
        ModelCell userLock = new("user's lock");
        userLock.Write(1);
        JoinLatch<ModelCell> latch = default;
        ExposedSlot<ModelCell> slot = default;
        JoinLatch<ModelCell> part = default;
        return new Scenario()
            .Thread("owner", () =>
            {
                while (!latch.IsSet)
                    ModelCell.Spin();
                if (waits)
                {
                    while (!TryAcquire(ref permits))
                        ModelCell.Spin();
                }
                else
                {
                    permits.Add(-1);
                }
                userLock.Write(0);
            })
            .Thread("thief of the owner's fork", () =>
            {
                permits.Add(1);
                latch.Set();
            })
            .Thread("thief of a piece", () =>
            {
                bool isExposed = TryAcquire(ref permits);
                if (isExposed)
                    slot.Expose(1, 0);
                TakeLock(ref userLock);
                if (!isExposed)
                    return;
                if (slot.TryReclaim(1, 0))
                {
                    permits.Add(1);
                    return;
                }
                while (!part.IsSet)
                    ModelCell.Spin();
            })
            .Thread("thief of its part", () =>
            {
                if (slot.TryTake(out _) != StealOutcome.Success)
                    return;
                bool isExposed = TryAcquire(ref permits);
                TakeLock(ref userLock);
                permits.Add(isExposed ? 2 : 1);
                part.Set();
            })
            .Finally(() => Assert.Equal(1, permits.Read())); // the second thief's piece is not over
    });

    /// <summary>WorkerLimit.TryAcquire.</summary>
    private static bool TryAcquire(ref ModelCell permits)
    {
        long seen = permits.Read();
        while (seen > 0)
        {
            long before = permits.CompareExchange(seen - 1, seen);
            if (before == seen)
                return true;
            seen = before;
        }
        return false;
    }

    private static void TakeLock(ref ModelCell userLock)
    {
        while (userLock.CompareExchange(1, 0) != 0)
            ModelCell.Spin();
        userLock.Write(0);
    }
}
