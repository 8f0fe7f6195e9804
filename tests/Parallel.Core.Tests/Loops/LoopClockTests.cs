using System.Diagnostics;
using FluentAssertions;
using ParallelCore.Loops;

namespace ParallelCore.Tests.Loops;

public sealed class LoopClockTests
{
    [Fact]
    public void LongestCall_AnyNumberOfWorkers_CallsComeNoFasterTogetherThanALineGoesRound()
    {
        float microsecond = Stopwatch.Frequency / 1e6f;
        foreach (int workers in (int[])[1, 2, 15, 16, 64, 256, 4096])
        {
            float longest = LoopClock.LongestCall(workers);
            longest.Should().BeGreaterThanOrEqualTo(LoopClock.LongestPiece);
            (workers / (longest / microsecond)).Should().BeLessThanOrEqualTo(2.501f);
        }

        LoopClock.LongestCall(2).Should().Be(LoopClock.LongestPiece, "few workers have no need of longer ones");
    }
}
