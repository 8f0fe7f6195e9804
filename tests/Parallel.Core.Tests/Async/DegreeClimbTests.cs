using FluentAssertions;
using ParallelCore.Async;

namespace ParallelCore.Tests.Async;

public sealed class DegreeClimbTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(200)]
    public void Climb_ThroughputThatStopsRising_SettlesNearWhereItDoes(int knee)
    {
        var climb = new DegreeClimb(4, 256);
        for (int window = 0; window < 300; window++)
            climb.Next(Math.Min(climb.Degree, knee));
        climb.Degree.Should().BeInRange(knee / 2, knee * 3 / 2);
    }

    [Fact]
    public void Climb_ThroughputThatFallsBehindAPeak_ComesBack()
    {
        var climb = new DegreeClimb(64, 256);
        for (int window = 0; window < 300; window++)
            climb.Next(climb.Degree <= 16 ? climb.Degree : 256.0 / climb.Degree);
        climb.Degree.Should().BeLessThan(32);
    }

    [Fact]
    public void BackOff_Several_HalveOncePerWindowAndNeverBelowOne()
    {
        var climb = new DegreeClimb(16, 256);
        climb.BackOff();
        climb.BackOff();
        climb.Degree.Should().Be(8);
        for (int i = 0; i < 10; i++)
        {
            climb.Next(1);
            climb.BackOff();
        }

        climb.Degree.Should().Be(1);
    }

    [Fact]
    public void Climb_Always_StaysWithinItsBounds()
    {
        var random = new Random(1);
        var climb = new DegreeClimb(3, 7);
        for (int i = 0; i < 10_000; i++)
        {
            climb.Next(random.NextDouble());
            if (i % 97 == 0)
                climb.BackOff();
            climb.Degree.Should().BeInRange(1, 7);
        }
    }

    [Fact]
    public async Task Adaptive_BodiesThatGainNothingFromCompany_StillCompletes()
    {
        AsyncDegree degree = AsyncDegree.Adaptive(2, 32);
        AsyncLoopResult result = await ParallelRange.RunAsync(0, 20_000, degree, static async (i, _) =>
        {
            await Task.Yield();
            if (i % 5000 == 1)
                throw new FormatException();
        }, new AsyncOptions { ContinueOnError = true });
        result.Completed.Should().Be(20_000 - 4);
        degree.Value.Should().BeInRange(1, 32);
        degree.IsAdaptive.Should().BeTrue();
    }
}
