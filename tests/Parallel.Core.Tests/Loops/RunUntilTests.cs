using CsCheck;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

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
}
