using CsCheck;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;
using ParallelCore.Tests.Scheduling.Blocking;

namespace ParallelCore.Tests.Loops;

/// <summary>The answer of a loop that stops early is that of the sequential one.</summary>
public sealed class RunUntilTests
{
    private static readonly Gen<ChunkPolicy> s_policies = Gen.OneOf(
        Gen.Const(ChunkPolicy.Auto), Gen.Int[1, 50].Select(size => ChunkPolicy.Fixed(size)), Gen.Const(ChunkPolicy.Even), Gen.Const(ChunkPolicy.ByWeight(_ => 1)));

    private static readonly Gen<int> s_workers = Gen.OneOf(Gen.Const(1), Gen.Const(2), Gen.Const(3), Gen.Const(4), Gen.Const(64));

    [Fact]
    public void RunUntil_RandomStops_AnswersAsTheSequentialLoop() =>
        Gen.Select(Gen.Bool.Array[0, 300], s_policies, s_workers, Gen.Int[-1_000, 1_000]).Sample(
            (stops, policy, workers, from) =>
            {
                int first = Array.IndexOf(stops, true);
                int[] ran = new int[stops.Length];
                int? found = ParallelRange.RunUntil(from, from + stops.Length, policy, i => Interlocked.Increment(ref ran[i - from]) > 0 && stops[i - from], Schedulers.Options(workers));
                long? foundLong = ParallelRange.RunUntil((long)from, from + stops.Length, policy, i => stops[i - from], Schedulers.Options(workers));
                int below = first < 0 ? stops.Length : first + 1;
                return found == (first < 0 ? null : from + first) && foundLong == found
                    && ran[..below].All(times => times == 1) && ran.All(times => times <= 1);
            },
            iter: 400,
            threads: 1);

    [Fact]
    public void RunUntil_SparseStops_AnswersAsTheSequentialLoop() =>
        Gen.Select(Gen.Int[0, 3_000].Array[0, 4], s_policies, s_workers).Sample(
            (stops, policy, workers) =>
            {
                int? expected = stops.Where(stop => stop < 2_500).Select(stop => (int?)stop).Min();
                return ParallelRange.RunUntil(
                    0,
                    2_500,
                    policy,
                    i =>
                    {
                        Thread.SpinWait(i % 50);
                        return Array.IndexOf(stops, i) >= 0;
                    },
                    Schedulers.Options(workers)) == expected;
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void RunUntil_StopsAndFailures_TheLowerOfThemDecides() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300], s_policies, s_workers).Sample(
            (stop, fail, policy, workers) =>
            {
                Exception? error = null;
                int? found = null;
                try
                {
                    found = ParallelRange.RunUntil(0, 300, policy, i => i == fail && fail != stop ? throw new FormatException($"{i}") : i == stop, Schedulers.Options(workers));
                }
                catch (AggregateException e)
                {
                    error = e.InnerExceptions[0];
                }

                bool fails = fail < 300 && fail < stop;
                return fails ? error?.Message == $"{fail}" : error is null && found == (stop < 300 ? stop : null);
            },
            iter: 400,
            threads: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void RunUntil_AtTheExtremes_FindsTheIndex(int workers)
    {
        ParallelRange.RunUntil(int.MinValue, int.MaxValue, i => i == int.MinValue, Schedulers.Options(workers)).Should().Be(int.MinValue);
        ParallelRange.RunUntil(int.MaxValue - 10, int.MaxValue, i => i == int.MaxValue - 1, Schedulers.Options(workers)).Should().Be(int.MaxValue - 1);
        ParallelRange.RunUntil(long.MinValue, long.MaxValue, i => i >= long.MinValue + 5, Schedulers.Options(workers)).Should().Be(long.MinValue + 5);
        ParallelRange.RunUntil(long.MaxValue - 10, long.MaxValue, 3, i => i == long.MaxValue - 1, Schedulers.Options(workers)).Should().Be(long.MaxValue - 1);
    }

    [Fact]
    public void RunUntil_EmptyOrNeverStopped_IsNull()
    {
        ParallelRange.RunUntil(3, 3, _ => true, Schedulers.Options(4)).Should().BeNull();
        ParallelRange.RunUntil(0, 1_000, _ => false, Schedulers.Options(4)).Should().BeNull();
        ParallelRange.RunUntil(0L, 0L, 5, _ => true, Schedulers.Options(4)).Should().BeNull();
    }

    [Fact]
    public void RunUntil_StoppedEarly_RestOfTheRangeDoesNotRun()
    {
        long calls = 0;
        ParallelRange.RunUntil(
            0L,
            long.MaxValue,
            i =>
            {
                Interlocked.Increment(ref calls);
                return i == 1_000;
            },
            Schedulers.Options(4)).Should().Be(1_000);
        calls.Should().BeGreaterThan(1_000);
    }

    [Fact]
    public void RunUntil_Cancelled_ThrowsWithTheToken()
    {
        using var source = new CancellationTokenSource();
        Action run = () => ParallelRange.RunUntil(
            0,
            1_000,
            i =>
            {
                if (i == 10)
                    source.Cancel();
                return false;
            },
            Schedulers.Options(4).With(cancellationToken: source.Token));
        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
    }

    [Fact]
    public void RunUntil_ChunkBodiesAndLoopStates_AnswerAsTheSequentialLoop() =>
        Gen.Select(Gen.Bool.Array[0, 300], s_policies, s_workers, Gen.Int[-1_000, 1_000]).Sample(
            (stops, policy, workers, from) =>
            {
                int to = from + stops.Length;
                RangeOptions options = Schedulers.Options(workers);
                int first = Array.IndexOf(stops, true);
                int? expected = first < 0 ? null : from + first;
                int[] ran = new int[stops.Length];
                int? byState = ParallelRange.RunUntil(from, to, policy, (int i, LoopState _) => Interlocked.Increment(ref ran[i - from]) > 0 && stops[i - from], options);
                long? byLongState = ParallelRange.RunUntil((long)from, to, policy, (long i, LoopState _) => stops[i - from], options);
                int? byChunk = ParallelRange.RunUntil(from, to, policy, (start, end) => FirstStop(start, end), options);
                long? byLongChunk = ParallelRange.RunUntil((long)from, to, policy, (start, end) => FirstStop((int)start, (int)end), options);
                int below = first < 0 ? stops.Length : first + 1;
                return byState == expected && byLongState == expected && byChunk == expected && byLongChunk == expected
                    && ran[..below].All(times => times == 1) && ran.All(times => times <= 1);

                int? FirstStop(int start, int end)
                {
                    int index = Array.IndexOf(stops, true, start - from, end - start);
                    return index < 0 ? null : from + index;
                }
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void RunUntil_WithoutAPolicy_TakesTheSameBodies()
    {
        ParallelRange.RunUntil(0, 100, (i, _) => i == 40).Should().Be(40);
        ParallelRange.RunUntil(0L, 100, (i, _) => i == 40).Should().Be(40);
        ParallelRange.RunUntil(0, 100, (start, end) => start <= 40 && 40 < end ? 40 : null).Should().Be(40);
        ParallelRange.RunUntil(0L, 100, (start, end) => start <= 40 && 40 < end ? 40 : null).Should().Be(40);
        ParallelRange.RunUntil(5, 0, (_, _) => true).Should().BeNull();
    }

    [Fact]
    public void Stop_FarFromTheBeginning_NothingBeginsAnyLongerAnywhere()
    {
        using var meeting = new Barrier(2);
        bool[] ran = new bool[1_000];
        int? stopped = ParallelRange.RunUntil(
            0,
            1_000,
            ChunkPolicy.Even,
            (i, loop) =>
            {
                ran[i] = true;
                if (i is not (0 or 500))
                    return false;
                meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
                if (i == 500)
                    loop.Stop();
                meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
                loop.IsEnding.Should().BeTrue("all are told");
                return false;
            },
            Schedulers.Options(2));
        stopped.Should().Be(500);
        ran.Count(static has => has).Should().Be(2);
    }

    [Fact]
    public void IsEnding_ALowerIndexEndsTheLoop_IsSeenByTheHigherOneOnly()
    {
        using var meeting = new Barrier(3);
        bool[] ending = new bool[3];
        int? stopped = ParallelRange.RunUntil(
            0,
            3,
            1,
            (i, loop) =>
            {
                loop.IsEnding.Should().BeFalse();
                meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
                if (i == 1)
                    return true;
                var spin = default(SpinWait);
                while (i == 2 && !loop.IsEnding)
                    spin.SpinOnce();
                ending[i] = loop.IsEnding;
                return false;
            },
            Schedulers.Options(3));
        stopped.Should().Be(1);
        ending.Should().Equal(false, false, true);
    }

    [Fact]
    public void IsEnding_TheTokenIsCancelledInABody_IsTrue()
    {
        using var cancellation = new CancellationTokenSource();
        bool wasSeen = false;
        Action run = () => ParallelRange.RunUntil(
            0,
            10,
            (_, loop) =>
            {
                cancellation.Cancel();
                wasSeen = loop.IsEnding;
                return false;
            },
            Schedulers.Options(1).With(cancellationToken: cancellation.Token));
        run.Should().Throw<OperationCanceledException>();
        wasSeen.Should().BeTrue();
    }

    [Fact]
    public void LoopState_Default_HasNoLoop()
    {
        default(LoopState).IsEnding.Should().BeFalse();
        Action stop = static () => default(LoopState).Stop();
        stop.Should().Throw<InvalidOperationException>();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void RunUntil_AChunkSaysAnIndexOfAnother_Fails(int index)
    {
        Action run = () => ParallelRange.RunUntil(0, 20, 10, (start, end) => start == 0 ? index : null);
        run.Should().Throw<AggregateException>().Which.InnerException.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Contain("[0, 10)");
    }
}
