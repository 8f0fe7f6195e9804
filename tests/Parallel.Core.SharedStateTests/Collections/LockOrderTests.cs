using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class LockOrderTests : IDisposable
{
    private readonly Guarded<int> _a = new(0, "a");
    private readonly Guarded<int> _b = new(0, "b");
    private readonly ReadWriteGuarded<int> _shared = new(0, "shared");
    private readonly SerialGate _gate = new("gate");

    public LockOrderTests() => LockOrder.IsChecked = true;

    public void Dispose() => LockOrder.IsChecked = false;

    /// <summary>Every way to wait for a lock, and the part of the message that names the lock.</summary>
    public static TheoryData<string> Waits => new(s_waits.Keys);

    private static readonly Dictionary<string, Action<LockOrderTests, Action>> s_waits = new()
    {
        ["Guarded<Int32> 'b' lock"] = static (test, inside) =>
        {
            using Guard<int> guard = test._b.Lock();
            inside();
        },
        ["Guarded<Int32> 'b' try"] = static (test, inside) =>
        {
            test._b.TryLock(out Guard<int> guard, Timeout.InfiniteTimeSpan);
            using (guard)
                inside();
        },
        ["Guarded<Int32> 'b' update"] = static (test, inside) => test._b.Update((ref int _) => { inside(); }),
        ["Guarded<Int32> 'b' update result"] = static (test, inside) => test._b.Update((ref int _) => Run(inside)),
        ["Guarded<Int32> 'b' update state"] = static (test, inside) => test._b.Update(inside, static (ref int _, Action inside) => { inside(); }),
        ["Guarded<Int32> 'b' update state result"] = static (test, inside) => test._b.Update(inside, static (ref int _, Action inside) => Run(inside)),
        ["Guarded<Int32> 'b' read"] = static (test, inside) => test._b.Read(_ => Run(inside)),
        ["Guarded<Int32> 'b' read state"] = static (test, inside) => test._b.Read(inside, static (_, inside) => Run(inside)),
        ["ReadWriteGuarded<Int32> 'shared' read lock"] = static (test, inside) =>
        {
            using ReadGuard<int> guard = test._shared.ReadLock();
            inside();
        },
        ["ReadWriteGuarded<Int32> 'shared' try read"] = static (test, inside) =>
        {
            test._shared.TryReadLock(out ReadGuard<int> guard, Timeout.InfiniteTimeSpan);
            using (guard)
                inside();
        },
        ["ReadWriteGuarded<Int32> 'shared' write lock"] = static (test, inside) =>
        {
            using WriteGuard<int> guard = test._shared.WriteLock();
            inside();
        },
        ["ReadWriteGuarded<Int32> 'shared' try write"] = static (test, inside) =>
        {
            test._shared.TryWriteLock(out WriteGuard<int> guard, Timeout.InfiniteTimeSpan);
            using (guard)
                inside();
        },
        ["ReadWriteGuarded<Int32> 'shared' update"] = static (test, inside) => test._shared.Update((ref int _) => { inside(); }),
        ["ReadWriteGuarded<Int32> 'shared' update result"] = static (test, inside) => test._shared.Update((ref int _) => Run(inside)),
        ["ReadWriteGuarded<Int32> 'shared' update state"] = static (test, inside) => test._shared.Update(inside, static (ref int _, Action inside) => { inside(); }),
        ["ReadWriteGuarded<Int32> 'shared' update state result"] = static (test, inside) => test._shared.Update(inside, static (ref int _, Action inside) => Run(inside)),
        ["ReadWriteGuarded<Int32> 'shared' read"] = static (test, inside) => test._shared.Read(_ => Run(inside)),
        ["ReadWriteGuarded<Int32> 'shared' read state"] = static (test, inside) => test._shared.Read(inside, static (_, inside) => Run(inside)),
        ["SerialGate 'gate' enter"] = static (test, inside) =>
        {
            using GateScope scope = test._gate.Enter();
            inside();
        },
        ["SerialGate 'gate' try"] = static (test, inside) =>
        {
            test._gate.TryEnter(out GateScope scope, Timeout.InfiniteTimeSpan);
            using (scope)
                inside();
        },
        ["SerialGate 'gate' run"] = static (test, inside) => test._gate.Run(inside),
        ["SerialGate 'gate' run result"] = static (test, inside) => test._gate.Run(() => Run(inside)),
        ["SerialGate 'gate' run state"] = static (test, inside) => test._gate.Run(inside, static inside => inside()),
        ["SerialGate 'gate' run state result"] = static (test, inside) => test._gate.Run(inside, static inside => Run(inside)),
    };

    [Fact]
    public void OppositeOrders_OneAfterTheOther_ThrowWithBothLocksAndAllPlaces()
    {
        using (_a.Lock("First.cs", 10))
        using (_b.Lock("First.cs", 20))
        {
        }

        Action opposite = () =>
        {
            using Guard<int> b = _b.Lock("Second.cs", 30);
            using Guard<int> a = _a.Lock("Second.cs", 40);
        };
        opposite.Should().Throw<LockOrderException>().WithMessage(
            "Taking Guarded<Int32> 'a' at Second.cs:40 while holding Guarded<Int32> 'b', taken at Second.cs:30, can deadlock, because the opposite order was seen: "
            + "Guarded<Int32> 'a', taken at First.cs:10, was held when Guarded<Int32> 'b' was taken at First.cs:20.");
    }

    [Fact]
    public void OppositeOrders_OnThreadsThatNeverMeet_Throw()
    {
        Threads.RunOnce(() => Nest(_a, _b));
        Action opposite = () => Threads.RunOnce(() => Nest(_b, _a));
        opposite.Should().Throw<LockOrderException>();
    }

    [Fact]
    public void OppositeOrders_WithTheLockTaken_ThrowBeforeWaiting()
    {
        Nest(_a, _b);
        using var holder = new Holder(inside => _a.Update((ref int _) => { inside(); }));
        Action opposite = () => Nest(_b, _a);
        opposite.Should().Throw<LockOrderException>();
    }

    [Fact]
    public void OppositeOrders_TakenAtOnce_OneThreadIsTold()
    {
        for (int round = 0; round < 200; round++)
        {
            var left = new Guarded<int>(0);
            var right = new Guarded<int>(0);
            int thrown = 0;
            Threads.RunTogether(2, i =>
            {
                try
                {
                    Nest(i == 0 ? left : right, i == 0 ? right : left);
                }
                catch (LockOrderException)
                {
                    Interlocked.Increment(ref thrown);
                }
            });
            thrown.Should().Be(1);
        }
    }

    /// <summary>Without real locks, so that a missed inversion fails rather than deadlocks.</summary>
    [Fact]
    public void OppositeOrders_CheckedAtOnce_OneThreadIsTold()
    {
        LockNode[] crowd = [.. Enumerable.Range(0, 300).Select(static _ => new LockNode("crowd", null))];
        using var meeting = new Barrier(2);
        for (int round = 0; round < 50; round++)
        {
            LockNode[] nodes = [FollowedBy(crowd), FollowedBy(crowd)];
            int thrown = 0;
            Threads.RunTogether(2, i =>
            {
                LockOrder.Prepare();
                LockOrder.Taken(nodes[i], "Test.cs", 1);
                meeting.SignalAndWait();
                try
                {
                    LockOrder.Check(nodes[1 - i], "Test.cs", 2);
                }
                catch (LockOrderException)
                {
                    Interlocked.Increment(ref thrown);
                }
            });
            thrown.Should().Be(1);
        }
    }

    [Fact]
    public void OppositeOrders_Thrown_AreNotNoted()
    {
        Nest(_a, _b);
        Action opposite = () => Nest(_b, _a);
        opposite.Should().Throw<LockOrderException>();
        opposite.Should().Throw<LockOrderException>("the first one has released everything");
        Nest(_a, _b);
    }

    [Fact]
    public void CycleOfThree_IsFoundWithAllItsSteps()
    {
        var c = new Guarded<int>(0, "c");
        Nest(_a, _b);
        Nest(_b, c);
        Action closing = () => Nest(c, _a);
        closing.Should().Throw<LockOrderException>().Which.Message.Should()
            .MatchRegex("Taking .*'a'.* while holding .*'c'.*: .*'a'.* was held when .*'b' was taken.*; .*'b'.* was held when .*'c' was taken");
    }

    [Fact]
    public void OppositeOrders_OverALockInBetween_AreFound()
    {
        var c = new Guarded<int>(0, "c");
        using (_a.Lock())
            Nest(c, _b);
        Action opposite = () => Nest(_b, _a);
        opposite.Should().Throw<LockOrderException>();
    }

    [Fact]
    public void OneOrder_ByManyThreads_IsNotReported()
    {
        Guarded<int>[] locks = [.. Enumerable.Range(0, 6).Select(static _ => new Guarded<int>(0))];
        Threads.RunTogether(4, thread =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                int first = (i + thread) % 5;
                Nest(locks[first], locks[first + 1 + (i % (5 - first))]);
            }
        });
    }

    [Fact]
    public void OppositeOrders_WhileOff_AreNotReported()
    {
        Nest(_a, _b);
        LockOrder.IsChecked = false;
        Nest(_b, _a);
    }

    [Fact]
    public void IsChecked_SwitchedWhileLocksAreHeld_LosesNothing()
    {
        LockOrder.IsChecked = false;
        using (_a.Lock())
        {
            LockOrder.IsChecked = true;
            using (_b.Lock())
            using (_gate.Enter())
            using (_shared.WriteLock())
                LockOrder.IsChecked = false;
        }

        LockOrder.IsChecked = true;
        Nest(_b, _a);
        Action opposite = () => Nest(_a, _b);
        opposite.Should().Throw<LockOrderException>("a was taken unseen before, and b is no longer held");
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void EachWait_InBothPositions_IsCheckedWithItsPlace(string wait)
    {
        string name = wait[..(wait.LastIndexOf('\'') + 1)];
        Action<LockOrderTests, Action> hold = s_waits[wait];
        Action outside = () => hold(this, () => _a.Lock().Dispose());
        Action inside = () =>
        {
            using Guard<int> guard = _a.Lock("Place.cs", 1);
            hold(this, static () => { });
        };

        outside();
        inside.Should().Throw<LockOrderException>().WithMessage(
            $"Taking {name} at *LockOrderTests.cs:* while holding *'a', taken at Place.cs:1, *: {name}, taken at *LockOrderTests.cs:*, was held when *'a' was taken at *");
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void EachWait_Over_IsNoLongerHeld(string wait)
    {
        Action<LockOrderTests, Action> hold = s_waits[wait];
        using (_a.Lock())
            hold(this, static () => { });
        hold(this, static () => { });
        _a.Lock().Dispose();
    }

    [Fact]
    public void TriesThatEnd_InTheOppositeOrder_AreNotReportedButCountAsHeld()
    {
        using (_a.Lock())
        using (_shared.ReadLock())
        using (_gate.Enter())
            _b.Lock().Dispose();

        var c = new Guarded<int>(0, "c");
        using (_b.Lock())
        {
            _gate.TryEnter(out GateScope scope).Should().BeTrue();
            _shared.TryReadLock(out ReadGuard<int> shared, TimeSpan.FromSeconds(1)).Should().BeTrue();
            _a.TryLock(out Guard<int> a, TimeSpan.FromSeconds(1)).Should().BeTrue();
            c.Lock().Dispose();
            a.Dispose();
            shared.Dispose();
            scope.Dispose();
        }

        ((Action)(() => Nest(c, _a))).Should().Throw<LockOrderException>();
        Action overShared = () =>
        {
            using Guard<int> guard = c.Lock();
            _shared.WriteLock().Dispose();
        };
        Action overGate = () =>
        {
            using Guard<int> guard = c.Lock();
            _gate.Enter().Dispose();
        };
        overShared.Should().Throw<LockOrderException>();
        overGate.Should().Throw<LockOrderException>();
    }

    [Fact]
    public void Recursion_OverAnotherLock_StaysRecursion()
    {
        Action readAgain = () =>
        {
            using ReadGuard<int> first = _shared.ReadLock();
            using Guard<int> between = _a.Lock();
            _shared.ReadLock().Dispose();
        };
        readAgain.Should().Throw<LockRecursionException>();
    }

    [Fact]
    public void ReentrantEntry_OverAnotherLock_IsNotReported()
    {
        var gate = new SerialGate(isReentrant: true);
        using GateScope outer = gate.Enter();
        using Guard<int> between = _a.Lock();
        gate.Enter().Dispose();
    }

    [Fact]
    public async Task RunAsync_UntilItsFirstAwait_HoldsTheGate()
    {
        await _gate.RunAsync(async () =>
        {
            _a.Lock().Dispose();
            await Task.Yield();
            _b.Lock().Dispose();
        });

        ((Action)EnterWithin(_a)).Should().Throw<LockOrderException>();
        ((Action)EnterWithin(_b)).Should().NotThrow();

        Action EnterWithin(Guarded<int> outer) => () => outer.Update((ref int _) => { _gate.Enter().Dispose(); });
    }

    [Fact]
    public void Taken_AfterItsPreparation_AllocatesNothing() => Threads.RunOnce(() =>
    {
        var node = new LockNode("node", null);
        for (int depth = 0; depth < 40; depth++)
        {
            LockOrder.Prepare().Should().BeTrue();
            long before = GC.GetAllocatedBytesForCurrentThread();
            LockOrder.Taken(node, "Test.cs", 1);
            GC.GetAllocatedBytesForCurrentThread().Should().Be(before, "the lock is taken by then, and nobody would release it");
        }
    });

    [Fact]
    public void NamelessLocks_InTheMessage_HaveNumbers()
    {
        var left = new Guarded<string>("");
        var right = new Guarded<string>("");
        using (left.Lock())
            right.Lock().Dispose();
        Action opposite = () =>
        {
            using Guard<string> guard = right.Lock();
            left.Lock().Dispose();
        };
        string[] names = [.. System.Text.RegularExpressions.Regex.Matches(opposite.Should().Throw<LockOrderException>().Which.Message, @"Guarded<String> #\d+").Select(match => match.Value)];
        names.Should().HaveCount(4);
        names.Distinct().Should().HaveCount(2);
        names[0].Should().Be(names[2]);
    }

    [Fact]
    public void CollectedLocks_LeaveNothingBehind()
    {
        var longLived = new LockNode("long", null);
        WeakReference[] shortLived = [.. Enumerable.Range(0, 50).Select(_ => TakeWithin(longLived))];
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        shortLived.Count(static node => node.IsAlive).Should().BeLessThan(2, "one may still be in a register");
        GC.KeepAlive(longLived);
    }

    [Fact]
    public void CollectedLock_InTheMiddleOfAPath_EndsIt()
    {
        TakeBetween(_a, _b);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Nest(_b, _a);
    }

    private static void Nest(Guarded<int> outer, Guarded<int> inner)
    {
        using Guard<int> first = outer.Lock();
        using Guard<int> second = inner.Lock();
        second.Value++;
    }

    private static int Run(Action inside)
    {
        inside();
        return 0;
    }

    /// <summary>A lock whose search takes so long that two of them overlap.</summary>
    private static LockNode FollowedBy(LockNode[] crowd)
    {
        var node = new LockNode("crowded", null);
        foreach (LockNode other in crowd)
            node.AddFollower(other, new LockEdge(default, default));
        return node;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference TakeWithin(LockNode longLived)
    {
        var node = new LockNode("short", null);
        LockOrder.Prepare();
        LockOrder.Taken(longLived, "Test.cs", 1);
        LockOrder.Check(node, "Test.cs", 2);
        LockOrder.Released(longLived);
        longLived.IsFollowedBy(node).Should().BeTrue();
        return new WeakReference(node);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TakeBetween(Guarded<int> first, Guarded<int> last)
    {
        var middle = new Guarded<int>(0);
        Nest(first, middle);
        Nest(middle, last);
    }
}
