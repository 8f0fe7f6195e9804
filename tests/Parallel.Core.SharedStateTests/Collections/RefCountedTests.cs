using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class RefCountedTests
{
    [Fact]
    public void Create_Null_IsRefused()
    {
        FluentActions.Invoking(static () => RefCounted.Create<TrackedDisposable>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("value");
        FluentActions.Invoking(static () => RefCounted.Create<string>(null!, static _ => { })).Should().Throw<ArgumentNullException>().WithParameterName("value");
        FluentActions.Invoking(static () => RefCounted.Create("", (Action<string>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("release");
    }

    [Fact]
    public void Dispose_OfTheOnlyHandle_DisposesTheValue()
    {
        var value = new TrackedDisposable();
        RefCounted<TrackedDisposable> handle = RefCounted.Create(value);
        handle.Value.Should().BeSameAs(value);
        value.Disposals.Should().Be(0);
        handle.Dispose();
        value.Disposals.Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_OfAllHandlesInEitherOrder_DisposesTheValueWithTheLast(bool firstComesFirst)
    {
        var value = new TrackedDisposable();
        RefCounted<TrackedDisposable> first = RefCounted.Create(value);
        RefCounted<TrackedDisposable> second = first.Share();
        (RefCounted<TrackedDisposable> early, RefCounted<TrackedDisposable> late) = firstComesFirst ? (first, second) : (second, first);
        early.Dispose();
        value.Disposals.Should().Be(0);
        late.Value.Should().BeSameAs(value);
        late.Dispose();
        value.Disposals.Should().Be(1);
    }

    [Fact]
    public void Dispose_OfOneHandleTwice_CountsOnce()
    {
        var value = new TrackedDisposable();
        RefCounted<TrackedDisposable> first = RefCounted.Create(value);
        using RefCounted<TrackedDisposable> second = first.Share();
        first.Dispose();
        first.Dispose();
        value.Disposals.Should().Be(0);
        second.ApproximateHolders.Should().Be(1);
    }

    [Fact]
    public void AllMembers_AfterTheHandlesOwnDisposal_Throw()
    {
        RefCounted<TrackedDisposable> first = RefCounted.Create(new TrackedDisposable());
        using RefCounted<TrackedDisposable> second = first.Share();
        first.Dispose();
        first.Invoking(static handle => handle.Value).Should().Throw<ObjectDisposedException>();
        first.Invoking(static handle => handle.Share()).Should().Throw<ObjectDisposedException>();
        first.Invoking(static handle => handle.ToWeak()).Should().Throw<ObjectDisposedException>();
        first.Invoking(static handle => handle.ApproximateHolders).Should().Throw<ObjectDisposedException>();
        second.Value.Disposals.Should().Be(0);
    }

    [Fact]
    public void ApproximateHolders_WhenNothingElseRuns_IsTheNumberOfHandles()
    {
        using RefCounted<TrackedDisposable> first = RefCounted.Create(new TrackedDisposable());
        first.ApproximateHolders.Should().Be(1);
        RefCounted<TrackedDisposable> second = first.Share();
        first.ApproximateHolders.Should().Be(2);
        second.Dispose();
        first.ApproximateHolders.Should().Be(1);
    }

    [Fact]
    public void Dispose_ReleaseThrows_PassesToTheLastOneAndIsNotRepeated()
    {
        int calls = 0;
        RefCounted<string> first = RefCounted.Create("value", _ =>
        {
            calls++;
            throw new InvalidOperationException("mine");
        });
        RefCounted<string> second = first.Share();
        WeakRefCounted<string> weak = first.ToWeak();
        first.Dispose();
        second.Invoking(static handle => handle.Dispose()).Should().Throw<InvalidOperationException>().WithMessage("mine");
        second.Dispose();
        calls.Should().Be(1);
        weak.TryAcquire(out _).Should().BeFalse();
        second.Invoking(static handle => handle.Value).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Release_OfYourOwn_GetsTheValueInsteadOfItsDisposal()
    {
        var value = new TrackedDisposable();
        TrackedDisposable? released = null;
        RefCounted.Create(value, it => released = it).Dispose();
        released.Should().BeSameAs(value);
        value.Disposals.Should().Be(0);
    }

    [Fact]
    public void Release_ThatTriesToRevive_Fails()
    {
        WeakRefCounted<string>? weak = null;
        bool revived = true;
        RefCounted<string> handle = RefCounted.Create("value", _ => revived = weak!.TryAcquire(out RefCounted<string>? _));
        weak = handle.ToWeak();
        handle.Dispose();
        revived.Should().BeFalse();
    }

    [Fact]
    public void TryAcquire_AsLongAsSomebodyHolds_GivesAHandleThatCounts()
    {
        var value = new TrackedDisposable();
        RefCounted<TrackedDisposable> first = RefCounted.Create(value);
        WeakRefCounted<TrackedDisposable> weak = first.ToWeak();
        weak.TryAcquire(out RefCounted<TrackedDisposable>? second).Should().BeTrue();
        first.Dispose();
        value.Disposals.Should().Be(0);
        second!.Value.Should().BeSameAs(value);
        second.Dispose();
        value.Disposals.Should().Be(1);
        weak.TryAcquire(out RefCounted<TrackedDisposable>? third).Should().BeFalse();
        third.Should().BeNull();
    }

    [Fact]
    public void Dispose_OfOneHandleByManyThreads_CountsOnce()
    {
        const int Handles = 20_000;
        TrackedDisposable[] values = [.. Enumerable.Range(0, Handles).Select(_ => new TrackedDisposable())];
        RefCounted<TrackedDisposable>[] firsts = [.. values.Select(value => RefCounted.Create(value))];
        RefCounted<TrackedDisposable>[] seconds = [.. firsts.Select(first => first.Share())];
        Threads.RunTogether(2, _ =>
        {
            foreach (RefCounted<TrackedDisposable> second in seconds)
                second.Dispose();
        });
        values.Should().OnlyContain(value => value.Disposals == 0);
        foreach (RefCounted<TrackedDisposable> first in firsts)
            first.Dispose();
        values.Should().OnlyContain(value => value.Disposals == 1);
    }

    [Fact]
    public void Share_WhileAnotherThreadDisposesTheHandle_GivesALiveHandleOrThrows()
    {
        for (int round = 0; round < 500; round++)
        {
            var value = new TrackedDisposable();
            RefCounted<TrackedDisposable> handle = RefCounted.Create(value);
            Threads.RunTogether(2, thread =>
            {
                if (thread == 0)
                {
                    handle.Dispose();
                    return;
                }

                try
                {
                    using RefCounted<TrackedDisposable> other = handle.Share();
                    other.Value.Disposals.Should().Be(0);
                }
                catch (ObjectDisposedException)
                {
                    // The other thread was first.
                }
            });
            value.Disposals.Should().Be(1);
        }
    }
}
