using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

public sealed class GuidedTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Run_Guided_OnlyTheLastChunkIsShorterThanTheMinimum(int workers)
    {
        for (int round = 0; round < Effort.Pick(quick: 5, full: 20); round++)
        {
            var chunks = new List<(int Start, int End)>();
            ParallelRange.Run(
                0,
                1_000,
                ChunkPolicy.Guided(64),
                (start, end) =>
                {
                    lock (chunks)
                        chunks.Add((start, end));
                    Thread.SpinWait(2_000);
                },
                Schedulers.Options(workers));
            chunks.Should().OnlyContain(chunk => chunk.End - chunk.Start >= 64 || chunk.End == 1_000);
        }
    }

    [Fact]
    public void Run_Guided_NoChunkIsEmpty()
    {
        int empty = 0;
        for (int round = 0; round < Effort.Pick(quick: 10, full: 50); round++)
        {
            ParallelRange.Run(
                0,
                500,
                ChunkPolicy.Guided(1),
                (start, end) =>
                {
                    if (start >= end)
                        Interlocked.Increment(ref empty);
                    Thread.SpinWait(2_000);
                },
                Schedulers.Options(4));
        }

        empty.Should().Be(0);
    }
}
