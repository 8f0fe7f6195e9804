using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>Every form, cut in every way, on every kind of scheduler: each index runs once.</summary>
public sealed class CoverageTests
{
    private const int Chunk = 7;

    public static TheoryData<string, int> FormsAndWorkers
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string form in LoopForms.All)
            {
                foreach (int workers in (int[])[1, 2, 3, 4, 64])
                    data.Add(form, workers);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(FormsAndWorkers))]
    public void Run_AnyPolicyAndLength_RunsEachIndexOnce(string formName, int workers)
    {
        LoopForm form = LoopForms.Named(formName);
        ChunkPolicy[] policies = form.TakesPolicy
            ? [ChunkPolicy.Auto, Chunk, 1, ChunkPolicy.Guided(1), ChunkPolicy.Guided(Chunk), ChunkPolicy.Even, ChunkPolicy.ByWeight(i => Math.Abs(i % 5))]
            : [ChunkPolicy.Auto];
        long[] lengths = [0, 1, 2, Chunk - 1, Chunk, Chunk + 1, workers - 1, workers, workers + 1, 3 * Chunk, 500];
        foreach (ChunkPolicy policy in policies)
        {
            foreach (long length in lengths)
                ShouldCoverOnce(form, policy, from: -length / 3, length, workers, spin: 0);
        }
    }

    [Theory]
    [MemberData(nameof(FormsAndWorkers))]
    public void Run_SlowBodies_RunsEachIndexOnce(string formName, int workers)
    {
        LoopForm form = LoopForms.Named(formName);
        ChunkPolicy[] policies = form.TakesPolicy ? [ChunkPolicy.Auto, 3, ChunkPolicy.Guided(2), ChunkPolicy.Even] : [ChunkPolicy.Auto];
        foreach (ChunkPolicy policy in policies)
            ShouldCoverOnce(form, policy, from: 5, length: 60, workers, spin: 300);
    }

    [Theory]
    [MemberData(nameof(LoopForms.All), MemberType = typeof(LoopForms))]
    public void Run_BoundsNearTheExtremes_RunsEachIndexOnce(string formName)
    {
        LoopForm form = LoopForms.Named(formName);
        (long lowest, long highest) = form.IsLong ? (long.MinValue, long.MaxValue) : (int.MinValue, int.MaxValue);
        ChunkPolicy[] policies = form.TakesPolicy
            ? [ChunkPolicy.Auto, 1, Chunk, int.MaxValue, long.MaxValue, ChunkPolicy.Guided(3), ChunkPolicy.Guided(long.MaxValue), ChunkPolicy.Even, ChunkPolicy.ByWeight(_ => 1)]
            : [ChunkPolicy.Auto];
        foreach (ChunkPolicy policy in policies)
        {
            foreach (long length in (long[])[0, 1, Chunk, 100])
            {
                ShouldCoverOnce(form, policy, lowest, length, workers: 4, spin: 0);
                ShouldCoverOnce(form, policy, highest - length, length, workers: 4, spin: 0);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(9_999)]
    public void Run_OneSlowItem_RunsEachIndexOnce(int slow)
    {
        int[] ran = new int[10_000];
        ParallelRange.Run(0, ran.Length, i => Interlocked.Add(ref ran[i], Spin(i == slow ? 200_000 : 0)), Schedulers.Options(4));
        ran.Should().OnlyContain(times => times == 1);
    }

    [Fact]
    public void Run_TriangularAndSkewedWork_RunsEachIndexOnce()
    {
        int[] ran = new int[1_000];
        ParallelRange.Run(0, ran.Length, ChunkPolicy.ByWeight(i => i), i => Interlocked.Add(ref ran[i], Spin(i / 4)), Schedulers.Options(4));
        ParallelRange.Run(0, ran.Length, i => Interlocked.Add(ref ran[i], Spin(i < 10 ? 1_000 : 1)), Schedulers.Options(4));
        ran.Should().OnlyContain(times => times == 2);
    }

    [Fact]
    public void Run_NestedThreeDeep_RunsEachIndexOnce()
    {
        int[] ran = new int[8 * 9 * 10];
        ParallelRange.Run(
            0,
            8,
            1,
            i => ParallelRange.Run(0, 9, ChunkPolicy.Even, j => ParallelRange.Run(0, 10, k => Interlocked.Add(ref ran[((i * 9) + j) * 10 + k], Spin(50)))),
            Schedulers.Options(4));
        ran.Should().OnlyContain(times => times == 1);
    }

    [Fact]
    public void Run_ManyOutsideThreads_AllAreServed()
    {
        int[] ran = new int[8 * 500];
        Threads.RunTogether(8, caller =>
        {
            for (int round = 0; round < 50; round++)
                ParallelRange.Run(caller * 500, (caller + 1) * 500, 16, i => Interlocked.Increment(ref ran[i]), Schedulers.Options(3));
        });
        ran.Should().OnlyContain(times => times == 50);
    }

    [Fact]
    public void Run_InsideALoopOfAnotherScheduler_RunsEachIndexOnce()
    {
        int[] ran = new int[20 * 30];
        ParallelRange.Run(
            0,
            20,
            1,
            i => ParallelRange.Run(0, 30, 1, j => ParallelRange.Run(0, 1, _ => Interlocked.Add(ref ran[(i * 30) + j], Spin(20)), Schedulers.Options(2)), Schedulers.Options(3)),
            Schedulers.Options(2));
        ran.Should().OnlyContain(times => times == 1);
    }

    private static void ShouldCoverOnce(LoopForm form, ChunkPolicy policy, long from, long length, int workers, int spin)
    {
        int[] ran = new int[length];
        int badCalls = 0;
        form.Run(
            from,
            from + length,
            policy,
            (start, end) =>
            {
                // A chunk of the last index of all ends beyond the numbers, so the end is compared by distance.
                if (end == start)
                    Interlocked.Increment(ref badCalls);
                for (long i = start; i != end; i++)
                    Interlocked.Add(ref ran[i - from], Spin(spin));
            },
            Schedulers.Options(workers));
        badCalls.Should().Be(0, "{0} {1} of {2} from {3}: no chunk is empty", form.Name, policy, length, from);
        Array.TrueForAll(ran, times => times == 1).Should().BeTrue("{0} {1} of {2} from {3}: each index runs once", form.Name, policy, length, from);
    }

    private static int Spin(int iterations)
    {
        if (iterations > 0)
            Thread.SpinWait(iterations);
        return 1;
    }
}
