using FluentAssertions;

namespace ParallelCore.Tests.Async;

/// <summary>Objects of a lane's own.</summary>
public sealed class AsyncLocalTests
{
    [Fact]
    public async Task Local_OfALoop_IsMadeOncePerLaneUsedByOneBodyAtATimeAndDisposed()
    {
        var made = new System.Collections.Concurrent.ConcurrentBag<Connection>();
        AsyncLoopResult result = await AsyncForms.Awaited(500).ForEachParallelAsync(
            4,
            async _ =>
            {
                await Task.Yield();
                var connection = new Connection();
                made.Add(connection);
                return connection;
            },
            static async (_, connection, _) =>
            {
                connection.Enter();
                await Task.Yield();
                connection.Leave();
            });
        made.Count.Should().BeInRange(1, result.Lanes);
        made.Should().AllSatisfy(static connection => connection.Disposals.Should().Be(1));
        made.Sum(static connection => connection.Uses).Should().Be(500);
    }

    [Fact]
    public async Task Local_InitThrows_FailsTheItemAndOthersAreDisposed()
    {
        int made = 0;
        var connections = new System.Collections.Concurrent.ConcurrentBag<Connection>();
        var meeting = new Rendezvous(2);
        Func<Task> loop = () => ParallelRange.RunAsync(
            0,
            2,
            2,
            async _ =>
            {
                await meeting.Come();
                if (Interlocked.Increment(ref made) == 2)
                    throw new FormatException();
                var connection = new Connection();
                connections.Add(connection);
                return connection;
            },
            static (_, _, _) => default);
        await loop.Should().ThrowAsync<FormatException>();
        connections.Should().ContainSingle().Which.Disposals.Should().Be(1);
    }

    [Fact]
    public async Task Local_DisposalThrows_ComesAfterTheBodysFailure()
    {
        Task loop = ParallelRange.RunAsync(0, 5, 1, static _ => new ValueTask<Stubborn>(new Stubborn()), static (i, _, _) => i == 3 ? throw new FormatException() : default);
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
        loop.Exception!.InnerExceptions.Select(static error => error.GetType()).Should().Equal(typeof(FormatException), typeof(InvalidDataException));
    }

    [Fact]
    public async Task Local_OfAnEmptyLoop_IsNotMade()
    {
        await ParallelRange.RunAsync(0, 0, 4, static _ => throw new InvalidOperationException(), static (int _, Connection _, CancellationToken _) => default);
    }

    private sealed class Connection : IAsyncDisposable
    {
        private int _inside;

        public int Uses { get; private set; }

        public int Disposals { get; private set; }

        public void Enter()
        {
            Interlocked.Increment(ref _inside).Should().Be(1);
            Disposals.Should().Be(0);
            Uses++;
        }

        public void Leave() => Interlocked.Decrement(ref _inside);

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Disposals++;
        }
    }

    private sealed class Stubborn : IDisposable
    {
        public void Dispose() => throw new InvalidDataException();
    }
}
