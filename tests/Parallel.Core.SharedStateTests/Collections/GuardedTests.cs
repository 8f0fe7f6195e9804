using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class GuardedTests
{
    private readonly Guarded<(int Count, string Text)> _guarded = new((1, "one"), "pair");

    public static TheoryData<Action> WithoutBody => new()
    {
        () => new Guarded<int>(0).Update(null!),
        () => new Guarded<int>(0).Update(1, (RefAction<int, int>)null!),
        () => new Guarded<int>(0).Update<int>(null!),
        () => new Guarded<int>(0).Update(1, (RefFunc<int, int, int>)null!),
        () => new Guarded<int>(0).Read<int>(null!),
        () => new Guarded<int>(0).Read(1, (Func<int, int, int>)null!),
    };

    [Fact]
    public void Value_OfAStruct_IsChangedInPlace()
    {
        using (Guard<(int Count, string Text)> guard = _guarded.Lock())
        {
            guard.Value.Count++;
            guard.Value.Text += "!";
        }

        _guarded.Read(static value => value).Should().Be((2, "one!"));
    }

    [Fact]
    public void Value_Assigned_ReplacesIt()
    {
        using (Guard<(int Count, string Text)> guard = _guarded.Lock())
            guard.Value = (5, "five");
        _guarded.Read(static value => value).Should().Be((5, "five"));
    }

    [Fact]
    public void Value_AfterDispose_Throws()
    {
        Guard<(int Count, string Text)> guard = _guarded.Lock();
        guard.Dispose();
        try
        {
            guard.Value.Count = 7;
        }
        catch (InvalidOperationException)
        {
            _guarded.Read(static value => value.Count).Should().Be(1);
            return;
        }

        throw new InvalidOperationException("No exception.");
    }

    [Fact]
    public void Value_OfDefaultGuard_Throws()
    {
        Action read = static () => _ = default(Guard<int>).Value;
        read.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Dispose_OfDefaultGuard_DoesNothing() => default(Guard<int>).Dispose();

    [Fact]
    public void Dispose_AgainOrOnACopy_DoesNotReleaseALaterGuard()
    {
        Guard<(int Count, string Text)> first = _guarded.Lock();
        Guard<(int Count, string Text)> copy = first;
        first.Dispose();
        first.Dispose();
        using Guard<(int Count, string Text)> second = _guarded.Lock();
        copy.Dispose();
        first.Dispose();

        second.Value.Count.Should().Be(1);
        CanLockElsewhere().Should().BeFalse();
    }

    [Fact]
    public void TryLock_HeldElsewhere_GivesAGuardWithoutValue()
    {
        using var holder = new Holder(inside => _guarded.Update((ref (int, string) _) => inside()));
        _guarded.TryLock(out Guard<(int Count, string Text)> guard).Should().BeFalse();
        bool hasThrown = false;
        try
        {
            guard.Value.Count++;
        }
        catch (InvalidOperationException)
        {
            hasThrown = true;
        }

        hasThrown.Should().BeTrue();
        guard.Dispose();
    }

    [Fact]
    public void Update_EachForm_ChangesTheValueAndReturnsTheResult()
    {
        var guarded = new Guarded<int>(1);
        guarded.Update(static (ref int value) => { value += 1; });
        guarded.Update(10, static (ref int value, int state) => { value += state; });
        guarded.Update(static (ref int value) => value *= 2).Should().Be(24);
        guarded.Update(100, static (ref int value, int state) => value += state).Should().Be(124);
        guarded.Read(static value => value + 1).Should().Be(125);
        guarded.Read(2, static (value, state) => value / state).Should().Be(62);
    }

    [Fact]
    public void Bodies_EachForm_RunWhileTheLockIsHeld()
    {
        var guarded = new Guarded<int>(1);
        Action lockAgain = () => guarded.Lock().Dispose();
        void MustThrow() => lockAgain.Should().Throw<LockRecursionException>();

        guarded.Update((ref int _) => { MustThrow(); });
        guarded.Update(0, (ref int _, int _) => { MustThrow(); });
        guarded.Update((ref int _) => lockAgain.Should().Throw<LockRecursionException>().Which).Should().NotBeNull();
        guarded.Update(0, (ref int _, int _) => lockAgain.Should().Throw<LockRecursionException>().Which).Should().NotBeNull();
        guarded.Read(_ => lockAgain.Should().Throw<LockRecursionException>().Which).Should().NotBeNull();
        guarded.Read(0, (_, _) => lockAgain.Should().Throw<LockRecursionException>().Which).Should().NotBeNull();
        lockAgain.Should().NotThrow();
    }

    [Theory]
    [MemberData(nameof(WithoutBody))]
    public void Bodies_Null_Throws(Action call) => call.Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("body");

    [Fact]
    public void Update_BodyThrows_KeepsWhatItChangedAndReleases()
    {
        Action update = () => _guarded.Update(static (ref (int Count, string Text) value) =>
        {
            value.Count = 9;
            throw new NotSupportedException();
        });

        update.Should().Throw<NotSupportedException>();
        CanLockElsewhere().Should().BeTrue();
        _guarded.Read(static value => value.Count).Should().Be(9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void Update_InALoop_LosesNothing(int workers)
    {
        const int Count = 2_000;
        var sum = new Guarded<long>(0);
        ParallelRange.Run(0, Count, 10, (int i) => sum.Update(i, static (ref long value, int i) => value += i), Schedulers.Options(workers));
        sum.Read(static value => value).Should().Be(Count * (Count - 1L) / 2);
    }

    [Fact]
    public void Lock_HeldAroundALoop_StaysWithItsThread()
    {
        using (Guard<(int Count, string Text)> guard = _guarded.Lock())
        {
            int ran = 0;
            ParallelRange.Run(0, 100, 1, (int _) => Interlocked.Increment(ref ran), Schedulers.Options(4));
            guard.Value.Count = ran;
        }

        _guarded.Read(static value => value.Count).Should().Be(100);
    }

    private bool CanLockElsewhere()
    {
        bool canLock = false;
        Threads.RunOnce(() =>
        {
            canLock = _guarded.TryLock(out Guard<(int Count, string Text)> guard);
            guard.Dispose();
        });
        return canLock;
    }
}
