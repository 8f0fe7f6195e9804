using FluentAssertions;
using ParallelCore.Counters;
using ParallelCore.Primitives;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

public sealed class MinMaxTests
{
    [Fact]
    public void Members_Empty_SayThatThereIsNothing()
    {
        var range = new MinMax<int>();
        range.TryGet(out int min, out int max).Should().BeFalse();
        (min, max).Should().Be((0, 0));
        range.TryGetThenReset(out _, out _).Should().BeFalse();
        range.Invoking(r => r.Min).Should().Throw<InvalidOperationException>();
        range.Invoking(r => r.Max).Should().Throw<InvalidOperationException>();
        range.ToString().Should().Be("empty");
    }

    [Fact]
    public void Members_OneThread_DoWhatTheySay()
    {
        var range = new MinMax<int>();
        range.Add(5);
        (range.Min, range.Max).Should().Be((5, 5));
        range.Add(int.MinValue);
        range.Add(int.MaxValue);
        range.Add(7);
        range.TryGet(out int min, out int max).Should().BeTrue();
        (min, max).Should().Be((int.MinValue, int.MaxValue));
        range.ToString().Should().Be($"{int.MinValue} to {int.MaxValue}");
        range.TryGetThenReset(out min, out max).Should().BeTrue();
        (min, max).Should().Be((int.MinValue, int.MaxValue));
        range.TryGet(out _, out _).Should().BeFalse();
        range.Add(3);
        range.Reset();
        range.TryGet(out _, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData(1.0, double.NaN)]
    [InlineData(double.NaN, 1.0, 2.0)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity, 0.0, double.PositiveInfinity)]
    public void Values_NaNAndInfinities_FollowLinq(params double[] values)
    {
        var range = new MinMax<double>();
        Array.ForEach(values, range.Add);
        (range.Min, range.Max).Should().Be((values.Min(), values.Max()));
        range.Reset();
        foreach (double value in values)
            Threads.RunOnce(() => range.Add(value));
        (range.Min, range.Max).Should().Be((values.Min(), values.Max()));
    }

    [Fact]
    public void Add_Comparer_DecidesTheOrder()
    {
        var range = new MinMax<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string value in (string[])["b", "C", "A", "B"])
            range.Add(value);
        (range.Min, range.Max).Should().Be(("A", "C"));
        var reversed = new MinMax<int>(Comparer<int>.Create(static (left, right) => right.CompareTo(left)));
        reversed.Add(1);
        reversed.Add(2);
        (reversed.Min, reversed.Max).Should().Be((2, 1));
    }

    [Fact]
    public void Add_Null_ComesBeforeEverything()
    {
        var range = new MinMax<string?>();
        range.Add("a");
        range.Add(null);
        range.TryGet(out string? min, out string? max).Should().BeTrue();
        (min, max).Should().Be((null, "a"));
    }

    [Fact]
    public void Add_ValuesWithoutOrder_ThrowsAsTheComparerDoes()
    {
        var range = new MinMax<object>();
        range.Add(new object());
        range.Invoking(r => r.Add(new object())).Should().Throw<ArgumentException>();
        range.TryGet(out _, out _).Should().BeTrue();
    }

    [Fact]
    public void Add_ComparerThrows_NothingChanges()
    {
        var range = new MinMax<int>(Comparer<int>.Create(static (left, right) => left == 13 ? throw new TimeoutException() : left.CompareTo(right)));
        range.Add(1);
        range.Invoking(r => r.Add(13)).Should().Throw<TimeoutException>();
        range.Add(2);
        (range.Min, range.Max).Should().Be((1, 2));
    }

    [Fact]
    public void Add_ComparerCallsBack_Throws()
    {
        MinMax<int> range = null!;
        range = new MinMax<int>(Comparer<int>.Create((left, right) => range.TryGet(out _, out _) ? 0 : 1));
        range.Add(1);
        range.Invoking(r => r.Add(2)).Should().Throw<InvalidOperationException>();
        (range.Min, range.Max).Should().Be((1, 1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public void Add_ManyThreads_ExtremesAreExact(int threads)
    {
        const int Each = 10_000;
        var range = new MinMax<decimal>();
        Threads.RunTogether(threads, i =>
        {
            for (int k = 0; k < Each; k++)
                range.Add(((i * Each) + k) / 3m);
        });
        range.TryGet(out decimal min, out decimal max).Should().BeTrue();
        (min, max).Should().Be((0m, ((threads * Each) - 1) / 3m));
    }

    [Fact]
    public void Add_InALoop_ExtremesAreExact()
    {
        var range = new MinMax<TimeSpan>();
        ParallelRange.Run(0, 10_000, 16, i => range.Add(TimeSpan.FromTicks((i * 7919L) % 10_000)), Schedulers.Options(4));
        (range.Min, range.Max).Should().Be((TimeSpan.Zero, TimeSpan.FromTicks(9_999)));
    }

    [Fact]
    public void TryGetThenReset_WhileOthersAdd_EveryValueCountsOnce()
    {
        // Values rise, and no thread's repeat: what is taken next is above what was taken before.
        const int Each = 50_000;
        var range = new MinMax<int>();
        int adding = 1;
        Threads.RunTogether(2, i =>
        {
            if (i == 0)
            {
                int next = 0;
                while (Volatile.Read(ref adding) > 0 || next < Each)
                {
                    if (!range.TryGetThenReset(out int min, out int max))
                        continue;
                    min.Should().Be(next);
                    next = max + 1;
                }
            }
            else
            {
                for (int k = 0; k < Each; k++)
                    range.Add(k);
                Volatile.Write(ref adding, 0);
            }
        });
        range.TryGet(out _, out _).Should().BeFalse();
    }

    [Fact]
    public void Add_MoreThreadsThanNumbersAtOnce_ExtremesAreExact()
    {
        int threads = ThreadNumber.Most + 30;
        var range = new MinMax<int>();
        using var all = new Barrier(threads);
        Threads.RunTogether(threads, i =>
        {
            ThreadNumber.Take();
            all.SignalAndWait();
            for (int k = 0; k < 1_000; k++)
                range.Add((k * threads) + i);
            all.SignalAndWait();
        });
        (range.Min, range.Max).Should().Be((0, (1_000 * threads) - 1));
    }

    [Fact]
    public void Members_OnceWarm_AllocateNothing()
    {
        var range = new MinMax<double>();
        AllocatedBytes.Least(() =>
        {
            range.Add(3);
            range.Add(4);
            range.TryGet(out _, out _);
            range.TryGetThenReset(out _, out _);
            range.Reset();
        }).OfThisThread.Should().Be(0);
    }
}
