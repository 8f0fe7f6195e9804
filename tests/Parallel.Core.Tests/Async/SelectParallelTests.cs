using FluentAssertions;

namespace ParallelCore.Tests.Async;

public sealed class SelectParallelTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(500, 1)]
    [InlineData(500, 7)]
    [InlineData(500, 1000)]
    public async Task Results_OfBodiesThatEndInAnyOrder_ComeInTheSources(int count, int degree)
    {
        List<int> results = await Collect(AsyncForms.Awaited(count).SelectParallelAsync(degree, static async (x, _) =>
        {
            for (int i = 0; i < x % 5; i++)
                await Task.Yield();
            return 2 * x;
        }));
        results.Should().Equal(Enumerable.Range(0, count).Select(static x => 2 * x));
    }

    /// <summary>The last report comes when what could be cancelled is disposed, and before the consumer knows; the consumer, who holds his only result, leaves just then.</summary>
    [Fact]
    public async Task DisposeAsync_JustWhenTheLoopHasEnded_ThrowsNothing()
    {
        var isTaken = new Signal();
        var isLeft = new Signal();
        IAsyncEnumerator<int>? results = null;
        ValueTask leaving = default;
        var options = new AsyncOptions
        {
            Progress = new Docs.CallbackProgress<AsyncProgress>(report =>
            {
                if (report.Total is null)
                    return;
                leaving = results!.DisposeAsync();
                isLeft.Give();
            }),
        };
        results = OneUntil(isTaken).SelectParallelAsync(2, static (x, _) => new ValueTask<int>(x), options).GetAsyncEnumerator();
        (await results.MoveNextAsync()).Should().BeTrue();
        isTaken.Give();
        await isLeft.Given;
        await leaving;
    }

    [Fact]
    public async Task Unordered_FirstIsSlow_GivesTheOthersBeforeIt()
    {
        var slow = new Signal();
        var results = new List<int>();
        await foreach (int x in Enumerable.Range(0, 20).SelectParallelAsync(4, async (x, _) =>
        {
            if (x == 0)
                await slow.Given;
            return x;
        }, new AsyncOptions { Window = 100 }).Unordered())
        {
            results.Add(x);
            if (results.Count == 19)
                slow.Give();
        }

        results.Should().HaveCount(20).And.OnlyHaveUniqueItems().And.EndWith(0);
    }

    [Fact]
    public async Task Window_HeadIsSlow_NothingBeginsBeyondIt()
    {
        var slow = new Signal();
        var others = new Rendezvous(9);
        int begun = 0;
        await using IAsyncEnumerator<int> results = Enumerable.Range(0, 1000).SelectParallelAsync(4, async (x, token) =>
        {
            Interlocked.Increment(ref begun);
            if (x == 0)
                await slow.Given;
            else if (x < 10)
                _ = others.Come();
            return x;
        }, new AsyncOptions { Window = 10 }).GetAsyncEnumerator();
        ValueTask<bool> first = results.MoveNextAsync();
        await others.Met;
        await Task.Yield();
        Volatile.Read(ref begun).Should().Be(10);
        first.IsCompleted.Should().BeFalse();
        slow.Give();
        (await first).Should().BeTrue();
        int last = results.Current;
        while (await results.MoveNextAsync())
            results.Current.Should().Be(++last);
        last.Should().Be(999);
    }

    [Fact]
    public async Task Enumeration_LeftEarly_CancelsAndAwaitsWhatRunsAndDisposesTheSource()
    {
        var bodies = new HeldBodies(3);
        var source = new Disposed();
        await foreach (int x in bodies.CancelledBy(source.Count().SelectParallelAsync(4, (x, token) => x == 0 ? new ValueTask<int>(x) : bodies.Run(x, token))))
        {
            x.Should().Be(0);
            await bodies.AllRun;
            break;
        }

        bodies.Inside.Should().Be(0);
        source.Is.Should().BeTrue();
    }

    [Fact]
    public async Task Dispose_WhileAMoveIsPending_CancelsWhatRunsAndEndsTheMove()
    {
        var bodies = new HeldBodies(2);
        IAsyncEnumerator<int> results = bodies.CancelledBy(Enumerable.Range(0, 10).SelectParallelAsync<int, int>(2, bodies.Run)).GetAsyncEnumerator();
        Task<bool> move = results.MoveNextAsync().AsTask();
        await bodies.AllRun;
        results.Invoking(static results => { _ = results.MoveNextAsync(); }).Should().Throw<InvalidOperationException>("two consumers are one too many");
        await results.DisposeAsync();
        (await move).Should().BeFalse();
        await results.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_BeforeTheFirstMove_RunsNothing()
    {
        IAsyncEnumerator<int> results = Enumerable.Range(0, 10).SelectParallelAsync<int, int>(2, static (_, _) => throw new InvalidOperationException()).GetAsyncEnumerator();
        await results.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_Throws_AllBeforeItAreGivenAndThenItIsThrown(bool isOrdered)
    {
        var results = new List<int>();
        ParallelAsyncSequence<int> sequence = AsyncForms.Lazy(1000).SelectParallelAsync(8, static async (x, _) =>
        {
            await Task.Yield();
            return x is 60 or 61 ? throw new FormatException($"{x}") : x;
        });
        Func<Task> enumeration = async () =>
        {
            await foreach (int x in isOrdered ? sequence : sequence.Unordered())
                results.Add(x);
        };
        await enumeration.Should().ThrowAsync<FormatException>().WithMessage("60");
        results.Should().Contain(Enumerable.Range(0, 60));
        if (isOrdered)
            results.Should().Equal(Enumerable.Range(0, 60));
    }

    [Fact]
    public async Task ContinueOnError_SomeFail_GivesTheOthersAndThrowsAllAtTheEnd()
    {
        var results = new List<int>();
        Func<Task> enumeration = async () =>
        {
            await foreach (int x in Enumerable.Range(0, 100).SelectParallelAsync(8, FailTens, new AsyncOptions { ContinueOnError = true }))
                results.Add(x);
        };
        (await enumeration.Should().ThrowAsync<AggregateException>()).Which.InnerExceptions.Select(static error => error.Message).Should().Equal("0", "10", "20", "30", "40", "50", "60", "70", "80", "90");
        results.Should().HaveCount(90).And.BeInAscendingOrder();
    }

    [Fact]
    public async Task Outcomes_SomeFail_GivesEachWithItsItem()
    {
        int index = 0;
        await foreach (ItemOutcome<int> outcome in Enumerable.Range(0, 100).SelectParallelAsync(8, FailTens).Outcomes())
        {
            outcome.Index.Should().Be(index++);
            outcome.IsSuccess.Should().Be(outcome.Index % 10 != 0);
            if (outcome.IsSuccess)
                outcome.Value.Should().Be((int)outcome.Index);
            else
                outcome.Item.Should().Be((int)outcome.Index);
        }

        index.Should().Be(100);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Token_OfTheEnumerationOrTheOptions_EndsIt(bool isOfOptions)
    {
        using var cancellation = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        int given = 0;
        Func<Task> enumeration = async () =>
        {
            await foreach (int x in Enumerable.Range(0, 1000).SelectParallelAsync(
                4,
                static async (x, _) =>
                {
                    await Task.Yield();
                    return x;
                },
                new AsyncOptions { CancellationToken = isOfOptions ? cancellation.Token : other.Token }).WithCancellation(isOfOptions ? other.Token : cancellation.Token))
            {
                if (++given == 10)
                    await cancellation.CancelAsync();
            }
        };
        await enumeration.Should().ThrowAsync<OperationCanceledException>();
        given.Should().Be(10, "nothing is given after a cancellation");
    }

    [Fact]
    public async Task Token_CancelledWhileNoLaneIsActive_EndsTheEnumeration()
    {
        using var cancellation = new CancellationTokenSource();
        await using IAsyncEnumerator<int> results = Enumerable.Range(0, 1000).SelectParallelAsync(
            2, static (x, _) => new ValueTask<int>(x), new AsyncOptions { Window = 2, CancellationToken = cancellation.Token }).GetAsyncEnumerator();
        (await results.MoveNextAsync()).Should().BeTrue();
        await cancellation.CancelAsync();
        Func<Task> move = async () => await results.MoveNextAsync();
        await move.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Enumeration_Again_RunsAgain()
    {
        int runs = 0;
        ParallelAsyncSequence<int> sequence = Enumerable.Range(0, 50).SelectParallelAsync(4, (x, _) =>
        {
            Interlocked.Increment(ref runs);
            return new ValueTask<int>(x);
        });
        (await Collect(sequence)).Should().Equal(await Collect(sequence));
        runs.Should().Be(100);
    }

    [Fact]
    public async Task Degree_ChangedWhileResultsWait_NothingIsLost()
    {
        var degree = new AsyncDegree(1);
        var random = new Random(7);
        int expected = 0;
        await foreach (int x in Enumerable.Range(0, 5000).SelectParallelAsync(degree, static async (x, _) =>
        {
            if (x % 7 == 0)
                await Task.Yield();
            return x;
        }))
        {
            x.Should().Be(expected++);
            if (x % 50 == 0)
                degree.Value = random.Next(1, 600);
        }

        expected.Should().Be(5000);
    }

    [Fact]
    public async Task Around_NeverCalls_FailsTheItem()
    {
        Func<Task> enumeration = () => Collect(Enumerable.Range(0, 3).SelectParallelAsync(1, static (x, _) => new ValueTask<int>(x), new AsyncOptions { Around = static (_, _) => default }));
        await enumeration.Should().ThrowAsync<InvalidOperationException>();
        (await Collect(Enumerable.Range(0, 30).SelectParallelAsync(3, static (x, _) => new ValueTask<int>(x), new AsyncOptions { Around = static (call, token) => call(token) }))).Should().HaveCount(30);
    }

    [Fact]
    public void Consumer_BlockedInASingleThreadedContext_StillGetsAll()
    {
        int sum = 0;
        Task.Run(async () =>
        {
            await foreach (int x in Enumerable.Range(0, 100).SelectParallelAsync(4, static async (x, _) =>
            {
                await Task.Yield();
                return x;
            }))
            {
                sum += x;
            }
        }).GetAwaiter().GetResult();
        sum.Should().Be(4950);
    }

    private static async ValueTask<int> FailTens(int x, CancellationToken cancellationToken)
    {
        if (x % 3 == 0)
            await Task.Yield();
        return x % 10 == 0 ? throw new FormatException($"{x}") : x;
    }

    internal static async Task<List<T>> Collect<T>(IAsyncEnumerable<T> sequence)
    {
        var items = new List<T>();
        await foreach (T item in sequence)
            items.Add(item);
        return items;
    }

    /// <summary>Bodies that end when they are cancelled.</summary>
    private sealed class HeldBodies(int count)
    {
        private readonly Rendezvous _all = new(count);
        private readonly Crowd _crowd = new();
        private readonly System.Collections.Concurrent.ConcurrentBag<CancellationToken> _tokens = [];

        public Task AllRun => _all.Met;

        public int Inside => _crowd.Inside;

        public async ValueTask<int> Run(int x, CancellationToken token)
        {
            _crowd.Enter();
            try
            {
                _tokens.Add(token);
                _ = _all.Come();
                await Signal.Cancelled(token);
                return x;
            }
            finally
            {
                _crowd.Leave();
            }
        }

        /// <summary>The same, but when its disposal begins to wait, all bodies must have been cancelled: otherwise it would wait forever.</summary>
        public IAsyncEnumerable<int> CancelledBy(ParallelAsyncSequence<int> results) => new WatchedSequence(results, this);

        private sealed class WatchedSequence(ParallelAsyncSequence<int> results, HeldBodies bodies) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
        {
            private readonly IAsyncEnumerator<int> _results = results.GetAsyncEnumerator();

            public int Current => _results.Current;

            public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

            public ValueTask<bool> MoveNextAsync() => _results.MoveNextAsync();

            public async ValueTask DisposeAsync()
            {
                ValueTask disposal = _results.DisposeAsync();
                bodies._tokens.Where(static token => !token.IsCancellationRequested).Should().BeEmpty("who leaves cancels what runs");
                await disposal;
            }
        }
    }

    private sealed class Disposed
    {
        public bool Is { get; private set; }

        public IEnumerable<int> Count()
        {
            try
            {
                for (int i = 0; ; i++)
                    yield return i;
            }
            finally
            {
                Is = true;
            }
        }
    }

    /// <summary>One item; there is no other once the signal is given.</summary>
    private static async IAsyncEnumerable<int> OneUntil(Signal signal)
    {
        yield return 1;
        await signal.Given;
    }
}
