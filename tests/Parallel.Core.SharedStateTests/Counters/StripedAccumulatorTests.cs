using System.Globalization;
using System.Numerics;
using FluentAssertions;
using ParallelCore.Counters;
using ParallelCore.Primitives;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

public sealed class StripedAccumulatorTests
{
    [Fact]
    public void Result_New_IsTheIdentity()
    {
        StripedAccumulator.Sum<double>().Result().Should().Be(0);
        StripedAccumulator.Min<int>().Result().Should().Be(int.MaxValue);
        StripedAccumulator.Max<long>().ResultThenReset().Should().Be(long.MinValue);
        new StripedAccumulator<string>("none", string.Concat).Result().Should().Be("none");
    }

    [Fact]
    public void Members_OneThread_DoWhatTheySay()
    {
        StripedAccumulator<BigInteger> sum = StripedAccumulator.Sum<BigInteger>();
        sum.Add(BigInteger.Pow(10, 30));
        sum.Add(1);
        sum.Result().Should().Be(BigInteger.Pow(10, 30) + 1);
        sum.ResultThenReset().Should().Be(BigInteger.Pow(10, 30) + 1);
        sum.Result().Should().Be(BigInteger.Zero);
        sum.Add(7);
        sum.Reset();
        sum.ResultThenReset().Should().Be(BigInteger.Zero);
        sum.Add(3);
        sum.Result().Should().Be(3);
    }

    [Fact]
    public void New_NoFunction_NamesTheParameter() =>
        FluentActions.Invoking(() => new StripedAccumulator<int>(0, null!)).Should().Throw<ArgumentNullException>().WithParameterName("combine");

    [Fact]
    public void Sum_BeyondTheLargestInteger_WrapsAround()
    {
        StripedAccumulator<int> sum = StripedAccumulator.Sum<int>();
        sum.Add(int.MaxValue);
        sum.Add(1);
        sum.Result().Should().Be(int.MinValue);
    }

    [Fact]
    public void Sum_BeyondTheLargestDecimal_ThrowsAndChangesNothing()
    {
        StripedAccumulator<decimal> sum = StripedAccumulator.Sum<decimal>();
        sum.Add(decimal.MaxValue);
        sum.Invoking(s => s.Add(1)).Should().Throw<OverflowException>();
        sum.Result().Should().Be(decimal.MaxValue);
        sum.Add(-1);
        sum.Result().Should().Be(decimal.MaxValue - 1);
    }

    [Fact]
    public void Result_CellsTogetherBeyondTheLargestDecimal_ThrowsAndLosesNothing()
    {
        StripedAccumulator<decimal> sum = StripedAccumulator.Sum<decimal>();
        sum.Add(decimal.MaxValue);
        Threads.RunOnce(() => sum.Add(decimal.MaxValue));
        sum.Invoking(s => s.Result()).Should().Throw<OverflowException>();
        sum.Invoking(s => s.ResultThenReset()).Should().Throw<OverflowException>();
        sum.Add(-decimal.MaxValue);
        sum.ResultThenReset().Should().Be(decimal.MaxValue);
        sum.Result().Should().Be(0);
    }

    [Fact]
    public void MinAndMax_NaN_ComesBeforeAllNumbers()
    {
        (StripedAccumulator<double> min, StripedAccumulator<double> max) = (StripedAccumulator.Min<double>(), StripedAccumulator.Max<double>());
        double[] values = [3, double.NaN, double.NegativeInfinity, 5];
        foreach (double value in values)
        {
            min.Add(value);
            max.Add(value);
        }

        min.Result().Should().Be(values.Min()).And.Be(double.NaN);
        max.Result().Should().Be(values.Max()).And.Be(5);
        max.Reset();
        max.Add(double.NaN);
        max.Result().Should().Be(double.NaN);
    }

    [Fact]
    public void MinAndMax_ValuesBeyondTheIdentity_AreTheResult()
    {
        StripedAccumulator<double> min = StripedAccumulator.Min<double>();
        min.Add(double.PositiveInfinity);
        min.Result().Should().Be(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(200)]
    public void Add_ManyThreads_ResultsAreExact(int threads)
    {
        const int Each = 5_000;
        StripedAccumulator<long> sum = StripedAccumulator.Sum<long>();
        StripedAccumulator<decimal> exact = StripedAccumulator.Sum<decimal>();
        StripedAccumulator<int> min = StripedAccumulator.Min<int>();
        StripedAccumulator<int> max = StripedAccumulator.Max<int>();
        var flags = new StripedAccumulator<UInt128>(0, static (left, right) => left | right);
        var wide = new StripedAccumulator<Wide>(default, static (left, right) => left + right);
        Threads.RunTogether(threads, i =>
        {
            for (int k = 0; k < Each; k++)
            {
                int value = (i * Each) + k;
                sum.Add(value);
                exact.Add(value / 10m);
                min.Add(value);
                max.Add(value);
                flags.Add(UInt128.One << (value % 128));
                wide.Add(Wide.One);
            }
        });
        long count = (long)threads * Each;
        sum.Result().Should().Be(count * (count - 1) / 2);
        exact.Result().Should().Be(count * (count - 1) / 2 / 10m);
        min.Result().Should().Be(0);
        max.Result().Should().Be((int)count - 1);
        flags.Result().Should().Be(UInt128.MaxValue);
        wide.Result().Should().Be(new Wide(count, count, count, count));
    }

    [Fact]
    public void Add_MoreThreadsThanNumbersAtOnce_ResultIsExact()
    {
        int threads = ThreadNumber.Most + 30;
        var wide = new StripedAccumulator<Wide>(default, static (left, right) => left + right);
        using var all = new Barrier(threads);
        Threads.RunTogether(threads, _ =>
        {
            ThreadNumber.Take();
            all.SignalAndWait(); // nobody gives a number back: some threads stay without
            for (int k = 0; k < 3_000; k++)
                wide.Add(Wide.One);
            all.SignalAndWait();
        });
        wide.Result().Should().Be(new Wide(threads * 3_000L, threads * 3_000L, threads * 3_000L, threads * 3_000L));
    }

    [Fact]
    public void Add_ThreadAfterThread_ResultIsExactThoughNumbersPassOn()
    {
        StripedAccumulator<long> sum = StripedAccumulator.Sum<long>();
        for (int i = 0; i < ThreadNumber.Most + 10; i++)
        {
            Threads.RunTogether(2, _ =>
            {
                for (int k = 0; k < 100; k++)
                    sum.Add(5);
            });
        }

        sum.Result().Should().Be((ThreadNumber.Most + 10) * 1_000L);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Add_InLoops_ResultIsExact(int workers)
    {
        const int Count = 50_000;
        StripedAccumulator<long> sum = StripedAccumulator.Sum<long>();
        ParallelRange.Run(0, Count, 64, i => sum.Add(i), Schedulers.Options(workers));
        ParallelRange.Run(0, 100, 1, _ => ParallelRange.Run(0, 100, 7, _ => sum.Add(1)), Schedulers.Options(workers));
        sum.Result().Should().Be((Count * (Count - 1L) / 2) + (100 * 100));
    }

    [Fact]
    public void ResultThenReset_WhileOthersAdd_EveryUpdateIsInExactlyOne()
    {
        const int Each = 100_000;
        var wide = new StripedAccumulator<Wide>(default, static (left, right) => left + right);
        long taken = 0;
        int adding = 6;
        Threads.RunTogether(8, i =>
        {
            if (i < 2)
            {
                while (Volatile.Read(ref adding) > 0)
                {
                    Wide result = wide.ResultThenReset();
                    result.IsWhole.Should().BeTrue();
                    Interlocked.Add(ref taken, result.A);
                }
            }
            else
            {
                for (int k = 0; k < Each; k++)
                    wide.Add(Wide.One);
                Interlocked.Decrement(ref adding);
            }
        });
        (taken + wide.ResultThenReset().A).Should().Be(6L * Each);
    }

    [Fact]
    public void ResultThenReset_WhileMoreThreadsThanNumbersAdd_EveryUpdateIsInExactlyOne()
    {
        const int Each = 3_000;
        int threads = ThreadNumber.Most + 30;
        var wide = new StripedAccumulator<Wide>(default, static (left, right) => left + right);
        long taken = 0;
        int adding = threads - 1;
        using var all = new Barrier(threads);
        Threads.RunTogether(threads, i =>
        {
            ThreadNumber.Take();
            all.SignalAndWait();
            if (i == 0)
            {
                while (Volatile.Read(ref adding) > 0)
                {
                    Wide result = wide.ResultThenReset();
                    result.IsWhole.Should().BeTrue();
                    taken += result.A;
                }
            }
            else
            {
                for (int k = 0; k < Each; k++)
                    wide.Add(Wide.One);
                Interlocked.Decrement(ref adding);
            }

            all.SignalAndWait();
        });
        (taken + wide.ResultThenReset().A).Should().Be((threads - 1L) * Each);
    }

    [Fact]
    public void Result_WhileOthersAdd_HoldsEveryUpdateThatHadEnded()
    {
        StripedAccumulator<long> sum = StripedAccumulator.Sum<long>();
        int adding = 4;
        long ended = 0;
        Threads.RunTogether(5, i =>
        {
            if (i == 0)
            {
                while (Volatile.Read(ref adding) > 0)
                {
                    long before = Interlocked.Read(ref ended);
                    sum.Result().Should().BeGreaterThanOrEqualTo(before);
                }
            }
            else
            {
                for (int k = 0; k < 20_000; k++)
                {
                    sum.Add(1);
                    Interlocked.Increment(ref ended);
                }

                Interlocked.Decrement(ref adding);
            }
        });
        sum.Result().Should().Be(80_000);
    }

    [Fact]
    public void Result_OneThreadAfterTheOther_NeverFindsTheLaterUpdateAlone()
    {
        StripedAccumulator<long> sum = StripedAccumulator.Sum<long>();
        long added = 0;
        long least = 0;
        bool ends = false;
        Threads.RunTogether(3, i =>
        {
            if (i == 0)
            {
                for (int k = 0; k < 2_000 && least >= 0; k++)
                    least = Math.Min(least, sum.Result());
                Volatile.Write(ref ends, true);
            }

            // The one adds, and the other takes off no more than had been added before.
            for (long k = 0; !Volatile.Read(ref ends);)
            {
                if (i == 1)
                {
                    sum.Add(1);
                    Volatile.Write(ref added, ++k);
                }
                else if (k < Volatile.Read(ref added))
                {
                    sum.Add(-1);
                    k++;
                }
            }
        });
        least.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Add_FunctionThrows_NothingChangesAndTheCellIsFree(bool shared)
    {
        var sum = new StripedAccumulator<int>(0, static (left, right) => right < 0 ? throw new TimeoutException() : left + right);
        InACell(shared, sum, () =>
        {
            sum.Add(5);
            sum.Invoking(s => s.Add(-1)).Should().Throw<TimeoutException>();
            sum.Result().Should().Be(5);
            sum.Add(6);
            sum.Result().Should().Be(11);
        });
    }

    [Fact]
    public void Result_FunctionThrows_NothingIsLostAndTheCellsAreFree()
    {
        bool throws = false;
        var sum = new StripedAccumulator<int>(0, (left, right) => throws ? throw new TimeoutException() : left + right);
        sum.Add(1);
        Threads.RunOnce(() => sum.Add(2));
        throws = true;
        sum.Invoking(s => s.Result()).Should().Throw<TimeoutException>();
        sum.Invoking(s => s.ResultThenReset()).Should().Throw<TimeoutException>();
        throws = false;
        sum.Add(4);
        Threads.RunOnce(() => sum.Add(8));
        sum.ResultThenReset().Should().Be(15);
        sum.Add(16);
        throws = true;
        Threads.RunOnce(() => sum.Reset());
        throws = false;
        sum.Result().Should().Be(0);
    }

    public static TheoryData<string, bool> CallsBack()
    {
        var data = new TheoryData<string, bool>();
        foreach (string member in s_callsBack.Keys)
        {
            data.Add(member, false);
            data.Add(member, true);
        }

        return data;
    }

    private static readonly Dictionary<string, Action<StripedAccumulator<int>>> s_callsBack = new()
    {
        ["Add"] = static sum => sum.Add(1),
        ["Result"] = static sum => sum.Result(),
        ["ResultThenReset"] = static sum => sum.ResultThenReset(),
        ["Reset"] = static sum => sum.Reset(),
    };

    [Theory]
    [MemberData(nameof(CallsBack))]
    public void Add_FunctionCallsBack_ThrowsAndChangesNothing(string member, bool shared)
    {
        Action<StripedAccumulator<int>>? back = null;
        StripedAccumulator<int> sum = null!;
        sum = new StripedAccumulator<int>(0, (left, right) =>
        {
            back?.Invoke(sum);
            return left + right;
        });
        InACell(shared, sum, () =>
        {
            sum.Add(5);
            back = s_callsBack[member];
            sum.Invoking(s => s.Add(1)).Should().Throw<InvalidOperationException>();
            back = null;
            sum.Result().Should().Be(5);
            sum.Add(6);
            sum.Result().Should().Be(11);
        });
    }

    [Theory]
    [MemberData(nameof(CallsBack))]
    public void Result_FunctionCallsBack_ThrowsAndChangesNothing(string member, bool shared)
    {
        Action<StripedAccumulator<int>>? back = null;
        StripedAccumulator<int> sum = null!;
        sum = new StripedAccumulator<int>(0, (left, right) =>
        {
            back?.Invoke(sum);
            return left + right;
        });
        InACell(shared, sum, () =>
        {
            sum.Add(5);
            Threads.RunOnce(() => sum.Add(6)); // another cell, except where the first one is shared
            back = s_callsBack[member];
            sum.Invoking(s => s.ResultThenReset()).Should().Throw<InvalidOperationException>();
            back = null;
            sum.ResultThenReset().Should().Be(11);
        });
    }

    [Fact]
    public void Result_FunctionAddsOnAThreadThatWouldGetACell_Throws()
    {
        bool callsBack = false;
        bool waits = false;
        using var isInside = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        StripedAccumulator<int> sum = null!;
        sum = new StripedAccumulator<int>(0, (left, right) =>
        {
            if (callsBack)
                sum.Add(100);
            if (waits)
            {
                isInside.Set();
                goOn.Wait();
            }

            return left + right;
        });
        Threads.RunOnce(() => sum.Add(1)); // owns the first cell
        Threads.RunOnce(() => sum.Add(2)); // shares one from here on
        waits = true;
        Threads.RunTogether(2, i =>
        {
            if (i == 0)
            {
                sum.Add(3);
                return;
            }

            isInside.Wait();
            waits = false;
            sum.Add(4); // meets the other: from now on, everybody owns a cell
            goOn.Set();
        });
        callsBack = true;
        Threads.RunOnce(() => sum.Invoking(s => s.Result()).Should().Throw<InvalidOperationException>());
        callsBack = false;
        sum.Result().Should().Be(10);
    }

    [Fact]
    public void Members_OnceWarm_AllocateNothing()
    {
        StripedAccumulator<decimal> sum = StripedAccumulator.Sum<decimal>();
        Threads.RunOnce(() => sum.Add(1));
        AllocatedBytes.Least(() =>
        {
            sum.Add(3);
            sum.Result();
            sum.ResultThenReset();
            sum.Reset();
        }).OfThisThread.Should().Be(0);
        Threads.RunOnce(() => AllocatedBytes.Least(() => sum.Add(3)).OfThisThread.Should().Be(0)); // a shared cell
    }

    [Fact]
    public void Format_AnyCulture_IsThatOfTheValue()
    {
        StripedAccumulator<double> sum = StripedAccumulator.Sum<double>();
        sum.Add(-1_234_567.5);
        var german = CultureInfo.GetCultureInfo("de-DE");
        ((IFormattable)sum).ToString("N1", german).Should().Be((-1_234_567.5).ToString("N1", german));
        sum.ToString().Should().Be((-1_234_567.5).ToString());
        $"{sum:E2}".Should().Be($"{-1_234_567.5:E2}");
        FluentActions.Invoking(() => ((IFormattable)sum).ToString("Q", null)).Should().Throw<FormatException>();
    }

    [Fact]
    public void Format_ValueWithoutFormats_IsItsText()
    {
        var text = new StripedAccumulator<string?>(null, string.Concat);
        text.ToString().Should().BeEmpty();
        text.Add("a");
        ((IFormattable)text).ToString("N1", null).Should().Be("a");
    }

    /// <summary>Runs a test on a thread that owns its cell, or on one that shares it.</summary>
    private static void InACell(bool shared, StripedAccumulator<int> accumulator, Action test)
    {
        if (shared)
        {
            accumulator.Add(0); // the first one owns its cell
            Threads.RunOnce(test);
        }
        else
        {
            test();
        }
    }
}
