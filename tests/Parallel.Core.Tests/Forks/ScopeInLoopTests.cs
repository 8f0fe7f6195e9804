using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Forks;

/// <summary>Spawning from inside loops and under pending forks.</summary>
public sealed class ScopeInLoopTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Spawn_InsideALoopOfTheScope_AllRun(int workers)
    {
        for (int round = 0; round < 100; round++)
        {
            int count = 0;
            Schedulers.On(workers, () => ForkJoin.Scope(scope => ParallelRange.Run(
                0,
                50,
                1,
                _ =>
                {
                    scope.Spawn(() => Interlocked.Increment(ref count));
                    Thread.SpinWait(100);
                })));
            count.Should().Be(50);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Spawn_InsideALoopOfASpawnedFork_AllRun(int workers)
    {
        for (int round = 0; round < 100; round++)
        {
            int count = 0;
            Schedulers.On(workers, () => ForkJoin.Scope(scope =>
            {
                for (int i = 0; i < 10; i++)
                {
                    scope.Spawn(() => ParallelRange.Run(
                        0,
                        20,
                        1,
                        _ =>
                        {
                            scope.Spawn(() => Interlocked.Increment(ref count));
                            Thread.SpinWait(100);
                        }));
                }
            }));
            count.Should().Be(200);
        }
    }

    [Fact]
    public void Spawn_LongChainUnderAPendingFork_EndsInAnExceptionAtMost()
    {
        int links = 0;
        Exception? error = Record.Exception(() => Schedulers.On(2, () => ForkJoin.Scope(scope =>
        {
            void Chain(int left)
            {
                Interlocked.Increment(ref links);
                if (left > 0)
                    scope.Spawn(() => Chain(left - 1));
            }

            ForkJoin.Invoke(() => Chain(200_000), () => { });
        })));
        if (error is not null)
            ((AggregateException)error).InnerExceptions.Should().AllBeOfType<InsufficientExecutionStackException>();
        else
            links.Should().Be(200_001);
    }
}
