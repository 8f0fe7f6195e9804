using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class ReadWriteGuardedTests
{
    private readonly ReadWriteGuarded<int> _guarded = new(1, "number");

    public static TheoryData<Action> WithoutBody => new()
    {
        () => new ReadWriteGuarded<int>(0).Update(null!),
        () => new ReadWriteGuarded<int>(0).Update(1, (RefAction<int, int>)null!),
        () => new ReadWriteGuarded<int>(0).Update<int>(null!),
        () => new ReadWriteGuarded<int>(0).Update(1, (RefFunc<int, int, int>)null!),
        () => new ReadWriteGuarded<int>(0).Read<int>(null!),
        () => new ReadWriteGuarded<int>(0).Read(1, (Func<int, int, int>)null!),
    };

    [Fact]
    public void ReadLock_TwoThreads_AreInAtOnce()
    {
        using var meeting = new Barrier(2);
        Threads.RunTogether(2, _ =>
        {
            using ReadGuard<int> guard = _guarded.ReadLock();
            meeting.SignalAndWait();
            guard.Value.Should().Be(1);
        });
    }

    [Fact]
    public void Dispose_InterruptedOnItsWay_ReleasesTheLockAllTheSame()
    {
        const int Each = 20_000;
        var crowd = new BlockedThread(() => Threads.RunTogether(16, i =>
        {
            for (int k = 0; k < Each; k++)
            {
                try
                {
                    if (i % 4 == 0)
                    {
                        using WriteGuard<int> guard = _guarded.WriteLock();
                        Thread.CurrentThread.Interrupt();
                    }
                    else
                    {
                        using ReadGuard<int> guard = _guarded.ReadLock();
                        Thread.CurrentThread.Interrupt();
                    }
                }
                catch (ThreadInterruptedException)
                {
                    // On its way in, as the next wait of the thread.
                }
            }
        }));
        crowd.End().Should().BeNull("whoever got in has got out");
    }

    [Fact]
    public void Read_TwoThreads_AreInAtOnce()
    {
        using var meeting = new Barrier(4);
        Threads.RunTogether(4, i =>
        {
            int value = i % 2 == 0
                ? _guarded.Read(value => Meet(meeting, value))
                : _guarded.Read(meeting, static (value, meeting) => Meet(meeting, value));
            value.Should().Be(1);
        });
    }

    [Fact]
    public void TryReadLock_WriterElsewhere_IsFalse()
    {
        using var holder = new Holder(HoldForWriting);
        _guarded.TryReadLock(out ReadGuard<int> now).Should().BeFalse();
        _guarded.TryReadLock(out ReadGuard<int> later, TimeSpan.FromMilliseconds(1)).Should().BeFalse();
        now.Dispose();
        later.Dispose();
    }

    [Fact]
    public void TryWriteLock_ReaderElsewhere_IsFalse()
    {
        using var holder = new Holder(HoldForReading);
        _guarded.TryWriteLock(out WriteGuard<int> now).Should().BeFalse();
        _guarded.TryWriteLock(out WriteGuard<int> later, TimeSpan.FromMilliseconds(1)).Should().BeFalse();
        now.Dispose();
        later.Dispose();
    }

    [Fact]
    public void TryReadLock_ReaderElsewhere_IsTrue()
    {
        using var holder = new Holder(HoldForReading);
        _guarded.TryReadLock(out ReadGuard<int> guard).Should().BeTrue();
        guard.Value.Should().Be(1);
        guard.Dispose();
    }

    [Fact]
    public void TryReadLock_BadTimeout_ThrowsWithItsName()
    {
        Action read = () => _guarded.TryReadLock(out _, TimeSpan.FromSeconds(-1));
        read.Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("timeout");
    }

    [Fact]
    public void Locks_BySameThreadAgain_Throw()
    {
        Action read = () => _guarded.ReadLock().Dispose();
        Action write = () => _guarded.WriteLock().Dispose();
        foreach (Action<Action> hold in new Action<Action>[] { HoldForReading, HoldForWriting })
        {
            hold(() =>
            {
                read.Should().Throw<LockRecursionException>();
                write.Should().Throw<LockRecursionException>();
            });
        }

        read.Should().NotThrow();
        write.Should().NotThrow();
    }

    [Fact]
    public void Update_EachForm_RunsAsTheOnlyOne()
    {
        Action read = () => Threads.RunOnce(() => _guarded.TryReadLock(out _).Should().BeFalse());
        _guarded.Update((ref int value) =>
        {
            read();
            value++;
        });
        _guarded.Update(read, static (ref int value, Action read) =>
        {
            read();
            value++;
        });
        _guarded.Update((ref int value) =>
        {
            read();
            return value *= 2;
        }).Should().Be(6);
        _guarded.Update(read, static (ref int value, Action read) =>
        {
            read();
            return value *= 2;
        }).Should().Be(12);
        _guarded.Read(static value => value).Should().Be(12);
    }

    [Theory]
    [MemberData(nameof(WithoutBody))]
    public void Bodies_Null_Throws(Action call) => call.Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("body");

    [Fact]
    public void Bodies_Throw_Release()
    {
        Action read = () => _guarded.Read<int>(static _ => throw new NotSupportedException());
        Action update = () => _guarded.Update(static (ref int _) => throw new NotSupportedException());
        read.Should().Throw<NotSupportedException>();
        update.Should().Throw<NotSupportedException>();
        Threads.RunOnce(() => _guarded.Update(static (ref int value) => { value = 5; }));
        _guarded.Read(static value => value).Should().Be(5);
    }

    [Fact]
    public void ReadGuard_Disposed_HasNoValueAndReleasesOnce()
    {
        Action use = () =>
        {
            ReadGuard<int> guard = _guarded.ReadLock();
            guard.Dispose();
            guard.Dispose();
            _ = guard.Value;
        };
        use.Should().Throw<InvalidOperationException>();
        Threads.RunOnce(() => _guarded.Update(static (ref int value) => { value++; }));
    }

    [Fact]
    public void WriteGuard_Disposed_HasNoValueAndDoesNotReleaseALaterOne()
    {
        Action use = () =>
        {
            WriteGuard<int> guard = _guarded.WriteLock();
            guard.Dispose();
            using (_guarded.WriteLock())
            {
                guard.Dispose();
                Threads.RunOnce(() => _guarded.TryReadLock(out _).Should().BeFalse());
            }

            guard.Value++;
        };
        use.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Guards_Default_HaveNoValueAndDisposeDoesNothing()
    {
        default(ReadGuard<int>).Dispose();
        default(WriteGuard<int>).Dispose();
        ((Action)(static () => _ = default(ReadGuard<int>).Value)).Should().Throw<InvalidOperationException>();
        ((Action)(static () => _ = default(WriteGuard<int>).Value)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void ReadersAndWriters_InALoop_SeeWholeValues()
    {
        var pair = new ReadWriteGuarded<(long Left, long Right)>((0, 0));
        ParallelRange.Run(
            0,
            2_000,
            1,
            (int i) =>
            {
                if (i % 4 != 0)
                {
                    pair.Read(static value => value.Left == value.Right).Should().BeTrue();
                    return;
                }

                using WriteGuard<(long Left, long Right)> guard = pair.WriteLock();
                guard.Value.Left++;
                Thread.Yield();
                guard.Value.Right++;
            },
            Schedulers.Options(4));
        pair.Read(static value => value).Should().Be((500L, 500L));
    }

    private static int Meet(Barrier meeting, int value)
    {
        meeting.SignalAndWait();
        return value;
    }

    private void HoldForReading(Action inside)
    {
        using ReadGuard<int> guard = _guarded.ReadLock();
        inside();
    }

    private void HoldForWriting(Action inside)
    {
        using WriteGuard<int> guard = _guarded.WriteLock();
        inside();
    }
}
