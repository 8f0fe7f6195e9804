using FluentAssertions;
using ParallelCore.Sequences;

namespace ParallelCore.Tests.Sequences;

/// <summary>The cut of reductions: enough chunks for 256 workers, and a function of the length alone.</summary>
public sealed class FixedChunksTests
{
    private const int Workers = 256;

    [Fact]
    public void Size_FewItems_IsOne()
    {
        foreach (long length in (long[])[0, 1, 2, 16, 17, 100, 255, 256])
        {
            FixedChunks.Size(length, ChunkPolicy.Auto, isExact: false).Should().Be(1);
            FixedChunks.Size(length, ChunkPolicy.Auto, isExact: true).Should().Be(1);
        }
    }

    [Fact]
    public void Size_AnyLength_KeepsManyWorkersBusy()
    {
        foreach (long length in (long[])[1, 16, 255, 256, 257, 300, 1000, 4096, 10_000, 32_768, 100_000, 1 << 17, 1_000_000, 100_000_000, 1L << 40])
        {
            foreach (bool isExact in (bool[])[false, true])
            {
                long size = FixedChunks.Size(length, ChunkPolicy.Auto, isExact);
                long chunks = FixedChunks.Count(length, size);
                long rounds = (chunks - 1) / Workers + 1;
                long ideal = (length - 1) / Workers + 1;
                (rounds * size).Should().BeLessThanOrEqualTo(ideal + size - 1, "no worker has more than one chunk's remainder too much: {0} in {1} chunks", length, chunks);
                if (length >= 1 << 17)
                    chunks.Should().BeGreaterThanOrEqualTo(4 * Workers);
                chunks.Should().BeLessThanOrEqualTo(Math.Max(isExact ? 4096 : 1024, (long)Math.Sqrt(length) + 1));
            }
        }
    }

    [Fact]
    public void Size_OfAnExactReduction_IsOneItemForThousands()
    {
        FixedChunks.Size(4096, ChunkPolicy.Auto, isExact: true).Should().Be(1);
        FixedChunks.Count(1_000_000, FixedChunks.Size(1_000_000, ChunkPolicy.Auto, isExact: true)).Should().BeGreaterThan(4000);
    }

    [Fact]
    public void Size_OfLongerInputs_NeverFalls()
    {
        long before = 0;
        for (long length = 1; length < 1L << 50; length += Math.Max(1, length / 7))
        {
            long size = FixedChunks.Size(length, ChunkPolicy.Auto, isExact: false);
            size.Should().BeGreaterThanOrEqualTo(before, "{0} items", length);
            before = size;
        }
    }

    [Fact]
    public void Size_Given_IsTheSettingUnlessThereAreTooManyStates()
    {
        foreach (bool isExact in (bool[])[false, true])
        {
            FixedChunks.Size(1000, 7, isExact).Should().Be(7);
            FixedChunks.Size(1000, ChunkPolicy.Guided(7), isExact).Should().Be(7);
            FixedChunks.Size(1 << 21, 1, isExact).Should().Be(2);
            FixedChunks.Size(10, 1000, isExact).Should().Be(1000);
        }
    }

    [Fact]
    public void OfBatch_FixedChunks_LeaveOneForEachOfManyWorkers()
    {
        FixedChunks.OfBatch(1 << 16, 1024).Should().Be((ChunkPolicy)256);
        FixedChunks.OfBatch(1 << 16, 100).Should().Be((ChunkPolicy)100);
        FixedChunks.OfBatch(16, 100).Should().Be((ChunkPolicy)1);
        FixedChunks.OfBatch(16, ChunkPolicy.Guided(100)).Should().Be(ChunkPolicy.Guided(100));
    }
}
