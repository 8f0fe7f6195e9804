using FluentAssertions;

namespace ParallelCore.Tests.Async;

/// <summary>What all loops that wait promise, the runtime's too.</summary>
public sealed class AsyncLoopContractTests
{
    public static TheoryData<AsyncForm> Forms => AsyncForms.All;

    public static TheoryData<AsyncForm, int, int> Sizes
    {
        get
        {
            var data = new TheoryData<AsyncForm, int, int>();
            foreach (AsyncForm form in Enum.GetValues<AsyncForm>())
            {
                foreach ((int count, int degree) in new[] { (0, 1), (1, 1), (1, 8), (2, 1), (7, 8), (8, 8), (9, 8), (1000, 1), (1000, 3), (1000, 2000) })
                    data.Add(form, count, degree);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Loop_OfAnyCountAndDegree_RunsEachItemOnceAndNeverMoreAtOnce(AsyncForm form, int count, int degree)
    {
        var crowd = new Crowd();
        int[] runs = new int[count];
        await form.Run(count, degree, async (i, _) =>
        {
            crowd.Enter();
            if (i % 2 == 0)
                await Task.Yield();
            Interlocked.Increment(ref runs[i]);
            crowd.Leave();
        });
        runs.Where(static times => times != 1).Should().BeEmpty();
        crowd.Most.Should().BeLessThanOrEqualTo(degree);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Bodies_AsManyAsTheDegree_AreAllUnderWayAtOnce(AsyncForm form)
    {
        var meeting = new Rendezvous(16);
        await form.Run(32, 16, async (_, _) => await meeting.Come()).WaitAsync(TimeSpan.FromMinutes(1));
        meeting.Missing.Should().BeLessThanOrEqualTo(0);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Loop_TokenCancelled_CancelsTheBodiesAndEndsCancelled(AsyncForm form)
    {
        using var cancellation = new CancellationTokenSource();
        var meeting = new Rendezvous(4);
        Task loop = form.Run(1_000_000, 4, async (_, token) =>
        {
            await meeting.Come();
            await Signal.Cancelled(token);
        }, cancellation.Token);
        await meeting.Met;
        await cancellation.CancelAsync();
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<OperationCanceledException>();
        loop.IsCanceled.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Loop_TokenCancelledBefore_RunsNothing(AsyncForm form)
    {
        int runs = 0;
        Task loop = form.Run(100, 4, (_, _) =>
        {
            Interlocked.Increment(ref runs);
            return default;
        }, new CancellationToken(canceled: true));
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<OperationCanceledException>();
        runs.Should().Be(0);
        loop.IsCanceled.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Body_Throws_FailsTheLoopWithThat(AsyncForm form)
    {
        Task loop = form.Run(1000, 4, static (i, _) => i == 10 ? throw new FormatException("10") : default);
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
        loop.IsFaulted.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Body_ThrowsTheCancellationOfAnotherToken_FailsTheLoop(AsyncForm form)
    {
        Task loop = form.Run(10, 2, static async (i, _) =>
        {
            await Task.Yield();
            if (i == 3)
                throw new OperationCanceledException("a stray one", new CancellationToken(canceled: true));
        });
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<OperationCanceledException>().WithMessage("a stray one");
        loop.IsFaulted.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Body_FailsWhileOthersWait_CancelsThem(AsyncForm form)
    {
        var meeting = new Rendezvous(4);
        Task loop = form.Run(4, 4, async (i, token) =>
        {
            await meeting.Come();
            if (i == 0)
                throw new FormatException();
            await Signal.Cancelled(token);
        });
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Body_FailsOnceCancelled_IsReportedAfterTheFirst(AsyncForm form)
    {
        var meeting = new Rendezvous(2);
        Task loop = form.Run(2, 2, async (i, token) =>
        {
            await meeting.Come();
            if (i == 0)
                throw new FormatException();
            try
            {
                await Signal.Cancelled(token);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidDataException();
            }
        });
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
        loop.Exception!.InnerExceptions.Select(static error => error.GetType()).Should().Equal(typeof(FormatException), typeof(InvalidDataException));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Body_CallbackOfItsTokenThrows_TheLoopEndsAndReportsTheFailureFirst(AsyncForm form)
    {
        var meeting = new Rendezvous(2);
        Task loop = form.Run(2, 2, async (i, token) =>
        {
            using CancellationTokenRegistration registration = token.Register(static () => throw new InvalidDataException());
            await meeting.Come();
            if (i == 0)
                throw new FormatException();
            await Signal.Cancelled(token);
        });
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Bodies_AMillionThatCompleteAtOnce_NeedNoStack(AsyncForm form)
    {
        int count = Effort.Pick(quick: 100_000, full: 2_000_000);
        long sum = 0;
        await form.Run(count, 4, (i, _) =>
        {
            Interlocked.Add(ref sum, i);
            return default;
        });
        sum.Should().Be((long)count * (count - 1) / 2);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Bodies_CompletedByOneAnotherInline_NeedNoStack(AsyncForm form)
    {
        int count = Effort.Pick(quick: 20_000, full: 500_000);
        TaskCompletionSource? last = null;
        int begun = 0;
        int ended = 0;
        await form.Run(count, 2, async (_, _) =>
        {
            bool isLast = Interlocked.Increment(ref begun) == count;
            var mine = new TaskCompletionSource(); // goes on within the call that completes it
            Interlocked.Exchange(ref last, mine)?.TrySetResult();
            if (isLast || Volatile.Read(ref begun) == count)
                mine.TrySetResult();
            await mine.Task;
            Interlocked.Increment(ref ended);
        }).WaitAsync(TimeSpan.FromMinutes(2));
        ended.Should().Be(count);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Loop_OnASingleThreadedContextThatIsBlocked_StillEnds(AsyncForm form)
    {
        SynchronizationContext? inBody = null;
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new RefusingContext());
        try
        {
            form.Run(100, 4, async (_, _) =>
            {
                inBody ??= SynchronizationContext.Current;
                await Task.Yield();
            }).GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        inBody.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Bodies_Always_SeeTheCallersContextAndLeaveNoneBehind(AsyncForm form)
    {
        var local = new AsyncLocal<string?> { Value = "caller" };
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        await form.Run(1000, 4, async (i, _) =>
        {
            seen.TryAdd(local.Value ?? "nothing", true);
            local.Value = "body";
            if (i % 2 == 0)
                await Task.Yield();
        });
        seen.Keys.Should().Equal("caller");
    }

    private sealed class RefusingContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => throw new InvalidOperationException("Nothing may go on here.");

        public override void Send(SendOrPostCallback d, object? state) => throw new InvalidOperationException("Nothing may go on here.");
    }
}
