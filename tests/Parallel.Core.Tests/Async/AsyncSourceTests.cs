using FluentAssertions;

namespace ParallelCore.Tests.Async;

/// <summary>Sources that misbehave.</summary>
public sealed class AsyncSourceTests
{
    public static TheoryData<bool> Awaits => [false, true];

    [Theory]
    [MemberData(nameof(Awaits))]
    public async Task Source_MoveThrows_FailsAfterAllItemsBeforeItHaveRunToTheirEnd(bool awaits)
    {
        var source = new StubbornSource(5, awaits) { MoveError = new FormatException() };
        var thrown = source.Thrown;
        int ended = 0;
        Task loop = source.ForEachParallelAsync(8, async (_, token) =>
        {
            await thrown.Given;
            token.IsCancellationRequested.Should().BeFalse();
            Interlocked.Increment(ref ended);
        });
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
        ended.Should().Be(5);
        source.Disposals.Should().Be(1);
        source.MovesAtOnce.Should().Be(1);
        source.MovesAfterTheEnd.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Awaits))]
    public async Task Source_CurrentThrows_FailsAndIsDisposed(bool awaits)
    {
        var source = new StubbornSource(5, awaits) { CurrentError = new FormatException() };
        Task loop = source.ForEachParallelAsync(3, static (_, _) => default);
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
        source.Disposals.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Awaits))]
    public async Task Source_DisposeThrows_FailsTheLoopAfterTheBodys(bool awaits)
    {
        var source = new StubbornSource(5, awaits) { DisposeError = new InvalidDataException() };
        Task loop = source.ForEachParallelAsync(3, static (i, _) => i == 2 ? throw new FormatException() : default);
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
        loop.Exception!.InnerExceptions.Should().HaveCount(2).And.Subject.Last().Should().BeOfType<InvalidDataException>();

        Func<Task> other = () => new StubbornSource(5, awaits) { DisposeError = new InvalidDataException() }.ForEachParallelAsync(3, static (_, _) => default);
        await other.Should().ThrowAsync<InvalidDataException>();
    }

    [Fact]
    public async Task Source_NeverGoesOnUntilCancelled_EndsWithTheLoopsToken()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new StubbornSource(3, awaits: true) { NeverEnds = true };
        Task loop = source.ForEachParallelAsync(3, static (_, _) => default, new AsyncOptions { CancellationToken = cancellation.Token });
        await source.Thrown.Given;
        await cancellation.CancelAsync();
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<OperationCanceledException>();
        source.Disposals.Should().Be(1);
    }

    [Fact]
    public async Task Source_NeverGoesOn_IsCancelledByABodysFailure()
    {
        var source = new StubbornSource(3, awaits: true) { NeverEnds = true };
        Task loop = source.ForEachParallelAsync(8, async (i, _) =>
        {
            await source.Thrown.Given;
            if (i == 1)
                throw new FormatException();
        });
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
        source.Disposals.Should().Be(1);
    }

    [Fact]
    public async Task Source_GivesNoEnumerator_FailsTheLoop()
    {
        Func<Task> loop = static () => new NoEnumerators().ForEachParallelAsync(1, static (_, _) => default);
        await loop.Should().ThrowAsync<NotSupportedException>();
    }

    [Fact]
    public async Task Source_WithoutIndexer_IsNotAskedBeforeABodyIsFree()
    {
        int pulled = 0;
        var meeting = new Rendezvous(3);
        var go = new Signal();
        Task loop = Count().ForEachParallelAsync(3, async (_, _) =>
        {
            _ = meeting.Come();
            await go.Given;
        });
        await meeting.Met;
        Volatile.Read(ref pulled).Should().Be(3);
        go.Give();
        await loop;
        pulled.Should().Be(10);

        IEnumerable<int> Count()
        {
            for (int i = 0; i < 10; i++)
            {
                pulled++;
                yield return i;
            }
        }
    }

    private sealed class NoEnumerators : IAsyncEnumerable<int>
    {
        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class StubbornSource(int count, bool awaits) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        private int _moves;
        private int _inside;
        private bool _hasEnded;
        private CancellationToken _token;

        public Exception? MoveError { get; init; }

        public Exception? CurrentError { get; init; }

        public Exception? DisposeError { get; init; }

        public bool NeverEnds { get; init; }

        /// <summary>The source has come to where it throws, or never goes on.</summary>
        public Signal Thrown { get; } = new();

        public int Disposals { get; private set; }

        public int MovesAtOnce { get; private set; }

        public int MovesAfterTheEnd { get; private set; }

        public int Current => CurrentError is null ? _moves - 1 : throw CurrentError;

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            _token = cancellationToken;
            return this;
        }

        public async ValueTask<bool> MoveNextAsync()
        {
            MovesAtOnce = Math.Max(MovesAtOnce, Interlocked.Increment(ref _inside));
            try
            {
                MovesAfterTheEnd += _hasEnded ? 1 : 0;
                if (awaits)
                    await Task.Yield();
                if (_moves++ < count)
                    return true;
                Thrown.Give();
                if (NeverEnds)
                    await Signal.Cancelled(_token);
                _hasEnded = true;
                return MoveError is null ? false : throw MoveError;
            }
            finally
            {
                Interlocked.Decrement(ref _inside);
            }
        }

        public ValueTask DisposeAsync()
        {
            Disposals++;
            return DisposeError is null ? default : throw DisposeError;
        }
    }
}
