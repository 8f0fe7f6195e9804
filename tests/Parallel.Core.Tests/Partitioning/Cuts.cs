using FluentAssertions;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

/// <summary>What every cut of a range must satisfy, whichever type it came as.</summary>
internal static class Cuts
{
    public static LongRangeChunk[] Widen(this RangeChunks chunks) => [.. chunks.Select(chunk => new LongRangeChunk(chunk.Start, chunk.End))];

    public static void ShouldCover(this IReadOnlyList<LongRangeChunk> chunks, long from, long to)
    {
        chunks.Select(chunk => chunk.Start).Append(to).Should().Equal(chunks.Select(chunk => chunk.End).Prepend(from), "each chunk starts where the one before ended");
        chunks.Should().NotContain(chunk => chunk.End <= chunk.Start, "no chunk is empty");
    }

    public static void ShouldAgreeWithItsIndexer(this LongRangeChunks chunks)
    {
        LongRangeChunk[] walked = [.. chunks];
        chunks.Count.Should().Be(walked.Length);
        Enumerable.Range(0, walked.Length).Select(i => chunks[i]).Should().Equal(walked);
        foreach (long outside in new[] { -1, walked.Length, long.MaxValue, long.MinValue })
            chunks.Invoking(list => list[outside]).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("index");
        chunks.Indexed().Should().Equal(walked);
    }
}
