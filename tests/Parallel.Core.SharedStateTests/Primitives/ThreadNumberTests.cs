using System.Collections.Concurrent;
using FluentAssertions;
using ParallelCore.Primitives;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Primitives;

public sealed class ThreadNumberTests
{
    [Fact]
    public void Take_Again_GivesTheSame() => Threads.RunOnce(() =>
    {
        int number = ThreadNumber.Take();
        number.Should().BeInRange(1, ThreadNumber.Most);
        ThreadNumber.Take().Should().Be(number);
        ThreadNumber.Current.Should().Be(number);
    });

    [Fact]
    public void Current_BeforeTake_IsZero() => Threads.RunOnce(() => ThreadNumber.Current.Should().Be(0));

    [Fact]
    public void Take_ThreadsThatLiveAtTheSameTime_GetDifferentNumbers()
    {
        const int Count = 8;
        for (int round = 0; round < 100; round++)
        {
            var taken = new ConcurrentBag<int>();
            using var all = new Barrier(Count);
            Threads.RunTogether(Count, _ =>
            {
                taken.Add(ThreadNumber.Take());
                all.SignalAndWait();
            });
            taken.Should().OnlyHaveUniqueItems().And.NotContain(0);
        }
    }

    [Fact]
    public void Take_MoreThreadsThanNumbers_SomeGoWithoutAndNoNumberIsGivenTwice()
    {
        int count = ThreadNumber.Most + 20;
        var taken = new ConcurrentBag<int>();
        using var all = new Barrier(count);
        Threads.RunTogether(count, _ =>
        {
            taken.Add(ThreadNumber.Take());
            all.SignalAndWait();
        });
        taken.Count(number => number == 0).Should().BeGreaterThanOrEqualTo(20);
        taken.Where(number => number != 0).Should().OnlyHaveUniqueItems().And.NotBeEmpty();
    }

    [Fact]
    public void Take_AfterThreadsHaveEnded_TheirNumbersAreGivenOn()
    {
        for (int i = 0; i < ThreadNumber.Most * 3; i++)
            Threads.RunOnce(() => ThreadNumber.Take().Should().BeInRange(1, ThreadNumber.Most));
    }
}
