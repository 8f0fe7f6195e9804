using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>Where the policies cut.</summary>
public sealed class ChunkTests
{
    public static TheoryData<string> PerChunk => LoopForms.PerChunk;

    [Theory]
    [MemberData(nameof(PerChunk))]
    public void Run_FixedChunk_CutsAtFromPlusMultiples(string formName)
    {
        foreach (int workers in (int[])[1, 2, 4, 64])
        {
            foreach (int chunk in (int[])[1, 7, 99, 100, 101, 1_000])
            {
                IEnumerable<(long, long)> expected = Enumerable.Range(0, (100 + chunk - 1) / chunk).Select(k => (-50L + k * chunk, Math.Min(50L, -50L + (k + 1) * chunk)));
                Chunks(formName, -50, 50, chunk, workers).Should().Equal(expected);
            }
        }
    }

    [Theory]
    [MemberData(nameof(PerChunk))]
    public void Run_Even_GivesOnePieceAWorker(string formName)
    {
        foreach (int workers in (int[])[1, 2, 3, 4, 64])
        {
            foreach (int length in (int[])[1, 2, 3, 5, 63, 64, 65, 1_000])
            {
                List<(long Start, long End)> chunks = Chunks(formName, 10, 10 + length, ChunkPolicy.Even, workers);
                chunks.Should().HaveCount(Math.Min(workers, length));
                long[] lengths = [.. chunks.Select(chunk => chunk.End - chunk.Start)];
                (lengths.Max() - lengths.Min()).Should().BeLessThanOrEqualTo(1);
            }
        }
    }

    [Fact]
    public void Run_EvenWithMaxWorkers_GivesOnePieceAnAllowedWorker()
    {
        int chunks = 0;
        ParallelRange.Run(0, 100, ChunkPolicy.Even, (_, _) => Interlocked.Increment(ref chunks), Schedulers.Options(4).With(maxWorkers: 3));
        chunks.Should().Be(3);
    }

    [Theory]
    [MemberData(nameof(PerChunk))]
    public void Run_ByWeight_CutsAtEqualWeight(string formName)
    {
        List<(long Start, long End)> chunks = Chunks(formName, 0, 1_000, ChunkPolicy.ByWeight(i => i), workers: 4);
        double total = Enumerable.Range(0, 1_000).Sum(i => (double)i);
        double heaviest = chunks.Max(chunk => Enumerable.Range((int)chunk.Start, (int)(chunk.End - chunk.Start)).Sum(i => (double)i));
        chunks.Count.Should().BeInRange(4, 64);
        heaviest.Should().BeLessThan(total / chunks.Count + 1_000);
    }

    [Fact]
    public void Run_ByWeightTable_OneHeavyIndexStandsAlone()
    {
        double[] weights = new double[100];
        weights[42] = 1;
        List<(long Start, long End)> chunks = Chunks("int chunk", 500, 600, ChunkPolicy.ByWeight(weights), workers: 4);
        chunks[0].Start.Should().Be(500);
        chunks[^1].End.Should().Be(600);
        chunks.Skip(1).Select(chunk => chunk.Start).Should().Equal(chunks.SkipLast(1).Select(chunk => chunk.End));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1 << 28)]
    public void Run_WholeIntSpan_IsCoveredByFixedChunks(int chunk)
    {
        foreach (int workers in (int[])[1, 2, 64])
        {
            List<(long Start, long End)> chunks = Chunks("int chunk", int.MinValue, int.MaxValue, chunk, workers);
            chunks.Should().HaveCount((int)((uint.MaxValue + (ulong)chunk - 1) / (ulong)chunk));
            ShouldCover(chunks, int.MinValue, int.MaxValue);
        }
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 58)]
    public void Run_WholeLongSpan_IsCoveredByFixedChunks(long chunk)
    {
        foreach (int workers in (int[])[1, 2, 64])
        {
            List<(long Start, long End)> chunks = Chunks("long chunk", long.MinValue, long.MaxValue, chunk, workers);
            chunks.Should().HaveCount((int)(ulong.MaxValue / (ulong)chunk + 1));
            ShouldCover(chunks, long.MinValue, long.MaxValue);
        }
    }

    [Theory]
    [InlineData("int chunk", int.MinValue, int.MaxValue)]
    [InlineData("int struct", int.MinValue, int.MaxValue)]
    [InlineData("long chunk", int.MinValue, int.MaxValue)]
    [InlineData("long struct", long.MinValue + 1, -2)]
    public void Run_WholeSpanByOtherPolicies_IsCovered(string formName, long from, long to)
    {
        foreach (ChunkPolicy policy in (ChunkPolicy[])[ChunkPolicy.Auto, ChunkPolicy.Even])
        {
            foreach (int workers in (int[])[1, 2, 64])
                ShouldCover(Chunks(formName, from, to, policy, workers), from, to);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Run_ChunkLargerThanTheRange_IsOneChunk(int workers) =>
        Chunks("int chunk", int.MaxValue - 5, int.MaxValue, int.MaxValue, workers).Should().Equal((int.MaxValue - 5L, (long)int.MaxValue));

    private static void ShouldCover(List<(long Start, long End)> chunks, long from, long to)
    {
        chunks[0].Start.Should().Be(from);
        chunks[^1].End.Should().Be(to);
        chunks.Should().OnlyContain(chunk => chunk.Start < chunk.End);
        chunks.Skip(1).Select(chunk => chunk.Start).Should().Equal(chunks.SkipLast(1).Select(chunk => chunk.End));
    }

    private static List<(long Start, long End)> Chunks(string formName, long from, long to, ChunkPolicy policy, int workers)
    {
        var chunks = new List<(long, long)>();
        LoopForms.Named(formName).Run(
            from,
            to,
            policy,
            (start, end) =>
            {
                lock (chunks)
                    chunks.Add((start, end));
            },
            Schedulers.Options(workers));
        chunks.Sort();
        return chunks;
    }
}
