using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class SerialGateTests
{
    private readonly SerialGate _gate = new("library");
    private readonly SerialGate _reentrant = new(isReentrant: true);

    public static TheoryData<Action> WithoutBody => new()
    {
        () => new SerialGate().Run(null!),
        () => new SerialGate().Run(1, (Action<int>)null!),
        () => new SerialGate().Run<int>(null!),
        () => new SerialGate().Run(1, (Func<int, int>)null!),
        () => new SerialGate().RunAsync(null!),
        () => new SerialGate().RunAsync(1, (Func<int, Task>)null!),
        () => new SerialGate().RunAsync<int>(null!),
        () => new SerialGate().RunAsync(1, (Func<int, Task<int>>)null!),
    };

    [Theory]
    [MemberData(nameof(WithoutBody))]
    public void Run_NullBody_Throws(Action run) => run.Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("body");

    [Fact]
    public void Run_EachForm_RunsInsideAndReturnsTheResult()
    {
        int runs = 0;
        void Inside()
        {
            IsFree(_gate).Should().BeFalse();
            runs++;
        }

        _gate.Run(Inside);
        _gate.Run(Inside, static inside => inside());
        _gate.Run(() =>
        {
            Inside();
            return 3;
        }).Should().Be(3);
        _gate.Run((Action)Inside, static inside =>
        {
            inside();
            return 4;
        }).Should().Be(4);
        runs.Should().Be(4);
        IsFree(_gate).Should().BeTrue();
    }

    [Fact]
    public void Enter_NestedInAReentrantGate_IsLetInAndTheOutermostOpensIt()
    {
        using (_reentrant.Enter())
        {
            using (_reentrant.Enter())
            {
                _reentrant.TryEnter(out GateScope third).Should().BeTrue();
                third.Dispose();
                _reentrant.Run(static () => 1).Should().Be(1);
            }

            IsFree(_reentrant).Should().BeFalse();
        }

        IsFree(_reentrant).Should().BeTrue();
        _reentrant.Statistics.Entries.Should().Be(2, "nested entries don't count, and IsFree has entered once");
    }

    [Fact]
    public void Reentrant_ManyThreads_OneAtATime() =>
        Tally.Count(inside => _reentrant.Run(() => _reentrant.Run(inside))).Should().Be(Tally.Right);

    [Fact]
    public void Dispose_OuterScopeFirst_ThrowsAndOpensNothing()
    {
        bool hasThrown = false;
        GateScope outer = _reentrant.Enter();
        using (_reentrant.Enter())
        {
            try
            {
                outer.Dispose();
            }
            catch (SynchronizationLockException)
            {
                hasThrown = true;
            }

            IsFree(_reentrant).Should().BeFalse();
        }

        outer.Dispose();
        hasThrown.Should().BeTrue();
        IsFree(_reentrant).Should().BeTrue();
    }

    [Fact]
    public void Dispose_AgainOnceOutside_DoesNothing()
    {
        GateScope scope = _gate.Enter();
        scope.Dispose();
        using var holder = new Holder(inside => _gate.Run(inside));
        scope.Dispose();
        _gate.TryEnter(out GateScope second).Should().BeFalse();
        second.Dispose();
        default(GateScope).Dispose();
    }

    [Fact]
    public void Statistics_OfAFreeGate_AreZero() => _gate.Statistics.Should().Be(new SerialGateStatistics(0, 0, TimeSpan.Zero));

    [Fact]
    public void Statistics_UncontendedEntriesAndFailedTries_CountOnlyEntries()
    {
        using (_gate.Enter())
            IsFree(_gate).Should().BeFalse();
        using (new Holder(inside => _gate.Run(inside)))
            _gate.TryEnter(out _, TimeSpan.FromMilliseconds(1)).Should().BeFalse();
        _gate.Statistics.Should().Be(new SerialGateStatistics(2, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Statistics_AfterAWait_CountIt()
    {
        var waiter = new Thread(() => _gate.Run(static () => { }));
        using (new Holder(inside => _gate.Run(inside)))
        {
            waiter.Start();
            while ((waiter.ThreadState & ThreadState.WaitSleepJoin) == 0)
                Thread.Yield();
        }

        waiter.Join();
        SerialGateStatistics statistics = _gate.Statistics;
        (statistics.Entries, statistics.ContendedEntries).Should().Be((2, 1));
        statistics.TotalWait.Should().BePositive();
    }

    [Fact]
    public void Run_InALoop_KeepsALibraryIntact()
    {
        var library = new List<int>();
        ParallelRange.Run(0, 2_000, 1, (int i) => _gate.Run((library, i), static call => call.library.Add(call.i)), Schedulers.Options(4));
        library.Order().Should().Equal(Enumerable.Range(0, 2_000));
        _gate.Statistics.Entries.Should().Be(2_000);
    }

    internal static bool IsFree(SerialGate gate)
    {
        bool isFree = false;
        Threads.RunOnce(() =>
        {
            isFree = gate.TryEnter(out GateScope scope);
            scope.Dispose();
        });
        return isFree;
    }
}
