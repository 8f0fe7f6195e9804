using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Forks;

public sealed class InvokeTests
{
    public static TheoryData<string, int> FormsAndWorkers
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string form in s_fibonacci.Keys)
            {
                foreach (int workers in (int[])[1, 2, 3, 4, 64])
                    data.Add(form, workers);
            }

            return data;
        }
    }

    private static readonly Dictionary<string, Func<int, long>> s_fibonacci = new()
    {
        ["actions"] = ByActions,
        ["functions"] = ByFunctions,
        ["static lambda"] = ByState,
        ["struct"] = n => new StructFibonacciBody().Invoke(default, n),
        ["context"] = n => ForkJoin.Run<int, long, FibonacciBody>(n, default),
    };

    [Theory]
    [MemberData(nameof(FormsAndWorkers))]
    public void Invoke_AnyForm_ComputesTheValue(string form, int workers)
    {
        for (int round = 0; round < 5; round++)
        {
            long value = 0;
            Schedulers.On(workers, () => value = s_fibonacci[form](18));
            value.Should().Be(2_584);
        }

        s_fibonacci[form](0).Should().Be(0);
        s_fibonacci[form](10).Should().Be(55);
    }

    [Fact]
    public void Invoke_FromManyThreads_AllAreServed() => Threads.RunTogether(8, _ =>
    {
        for (int round = 0; round < 20; round++)
            ByState(15).Should().Be(610);
    });

    [Fact]
    public void Invoke_TwoTypes_ReturnsBoth() => ForkJoin.Invoke(() => 7, () => "seven").Should().Be((7, "seven"));

    [Fact]
    public void Invoke_NullArgument_IsNamedAndNothingRuns()
    {
        int calls = 0;
        Action count = () => calls++;
        Func<int> value = () => calls++;
        ((Action)(() => ForkJoin.Invoke(null!, count))).Should().Throw<ArgumentNullException>().WithParameterName("left");
        ((Action)(() => ForkJoin.Invoke(count, null!))).Should().Throw<ArgumentNullException>().WithParameterName("right");
        ((Action)(() => ForkJoin.Invoke<int, int>(null!, value))).Should().Throw<ArgumentNullException>().WithParameterName("left");
        ((Action)(() => ForkJoin.Invoke<int, int>(value, null!))).Should().Throw<ArgumentNullException>().WithParameterName("right");
        ((Action)(() => ForkJoin.Invoke(1, 2, (Func<int, int>)null!))).Should().Throw<ArgumentNullException>().WithParameterName("body");
        ((Action)(() => ForkJoin.Scope(null!))).Should().Throw<ArgumentNullException>().WithParameterName("body");
        calls.Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Invoke_OneOrBothFail_BothRunAndLeftIsFirst(int workers)
    {
        for (int round = 0; round < 50; round++)
        {
            foreach ((bool left, bool right) in new[] { (true, false), (false, true), (true, true) })
            {
                int calls = 0;
                int Side(bool fails, string name)
                {
                    Interlocked.Increment(ref calls);
                    return fails ? throw new InvalidOperationException(name) : 1;
                }

                string[] expected = [.. new[] { left ? "left" : null, right ? "right" : null }.OfType<string>()];
                Action[] forms =
                [
                    () => ForkJoin.Invoke(() => { Side(left, "left"); }, () => { Side(right, "right"); }),
                    () => ForkJoin.Invoke(() => Side(left, "left"), () => Side(right, "right")),
                    () => ForkJoin.Invoke((left, "left"), (right, "right"), side => Side(side.Item1, side.Item2)),
                ];
                foreach (Action form in forms)
                {
                    calls = 0;
                    Action run = () => Schedulers.On(workers, form);
                    run.Should().Throw<AggregateException>().Which.InnerExceptions.Select(error => error.Message).Should().Equal(expected);
                    calls.Should().Be(2);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Invoke_ManyLeavesFail_FlatInOrderAndAllLeavesRun(int workers)
    {
        for (int round = 0; round < 30; round++)
        {
            int[] ran = new int[256];
            Action run = () => Schedulers.On(workers, () => ForkJoin.Run<(int, int), int, FailingBody>((0, 256), new FailingBody(ran, i => i % 5 == 3)));
            run.Should().Throw<AggregateException>().Which.InnerExceptions.Select(error => int.Parse(error.Message))
                .Should().Equal(Enumerable.Range(0, 256).Where(i => i % 5 == 3));
            ran.Should().OnlyContain(times => times == 1);
        }
    }

    [Fact]
    public void Invoke_LoopsAndScopesInsideFail_IsFlat()
    {
        Action run = () => ForkJoin.Invoke(
            () => ParallelRange.Run(0, 3, 1, i => throw new InvalidOperationException($"loop {i}"), Schedulers.Options(1)),
            () => ForkJoin.Scope(scope => scope.Spawn(() => ForkJoin.Invoke(() => throw new FormatException("left"), () => throw new FormatException("right")))));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Select(error => error.Message).Should().Equal("loop 0", "left", "right");
    }

    [Fact]
    public void Invoke_BodyThrows_StackTraceOfTheBodyIsKept()
    {
        Action run = () => ForkJoin.Invoke(ThrowRecognisably, ThrowRecognisably);
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().OnlyContain(error => error.StackTrace!.Contains(nameof(ThrowRecognisably)));
    }

    [Fact]
    public void Run_FirstCallFails_PassesThroughUnchanged()
    {
        int[] ran = new int[1];
        Action run = () => ForkJoin.Run<(int, int), int, FailingBody>((0, 1), new FailingBody(ran, _ => true));
        run.Should().Throw<InvalidOperationException>().WithMessage("0");
    }

    [Fact]
    public void ForkContext_Default_Throws()
    {
        Action run = () => default(ForkContext).Invoke<int, long, FibonacciBody>(1, 2, default);
        run.Should().Throw<InvalidOperationException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Invoke_RecursionWithoutEnd_EndsInAnExceptionAndTheSchedulerIsHealthy(int workers) => Threads.RunOnce(
        () =>
        {
            for (int round = 0; round < 2; round++)
            {
                Action run = () => Schedulers.On(workers, () => ForkJoin.Run<int, int, EndlessBody>(1, default));
                run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<InsufficientExecutionStackException>();
                long value = 0;
                Schedulers.On(workers, () => value = ByState(15));
                value.Should().Be(610);
            }
        },
        stackBytes: 1 << 20);

    [Fact]
    public void Invoke_RecursionWithoutEndOfLambdas_EndsInAnException() => Threads.RunOnce(
        () =>
        {
            static int Deeper(int depth) => depth == 0 ? 0 : ForkJoin.Invoke(depth + 1, 0, Deeper).Left;
            Action run = () => Deeper(1);
            run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().OnlyContain(error => error is InsufficientExecutionStackException);
        },
        stackBytes: 1 << 20);

    [Fact]
    public void Run_NestedLoopsWithoutEnd_EndInAnException() => Threads.RunOnce(
        () =>
        {
            static void Deeper(int i) => ParallelRange.Run(i, i + 1, Deeper);
            Action run = () => Deeper(0);
            run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<InsufficientExecutionStackException>();
            int count = 0;
            ParallelRange.Run(0, 100, 1, _ => Interlocked.Increment(ref count));
            count.Should().Be(100);
        },
        stackBytes: 1 << 20);

    [Fact]
    public void Invoke_ManyPendingForks_FramesGrow()
    {
        // A left spine deeper than the first frames' room, whose right sides are counted.
        int count = 0;
        int Spine(int depth) => depth == 0 ? 0 : ForkJoin.Invoke(depth, -1, k => k < 0 ? Interlocked.Increment(ref count) : Spine(k - 1)).Left;
        Threads.RunOnce(() => Schedulers.On(4, () => Spine(2_000)), stackBytes: 16 << 20);
        count.Should().Be(2_000);
    }

    private static void ThrowRecognisably() => throw new InvalidOperationException();

    private static long ByActions(int n)
    {
        if (n < 2)
            return n;
        long left = 0;
        long right = 0;
        ForkJoin.Invoke(() => left = ByActions(n - 1), () => right = ByActions(n - 2));
        return left + right;
    }

    private static long ByFunctions(int n)
    {
        if (n < 2)
            return n;
        (long left, long right) = ForkJoin.Invoke(() => ByFunctions(n - 1), () => ByFunctions(n - 2));
        return left + right;
    }

    private static long ByState(int n)
    {
        if (n < 2)
            return n;
        (long left, long right) = ForkJoin.Invoke(n - 1, n - 2, static k => ByState(k));
        return left + right;
    }
}
