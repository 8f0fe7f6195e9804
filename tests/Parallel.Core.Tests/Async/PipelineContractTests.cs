using System.Threading.Tasks.Dataflow;
using FluentAssertions;

namespace ParallelCore.Tests.Async;

/// <summary>A source, a stage whose bodies wait, and an end, of ours and of TPL Dataflow.</summary>
public enum PipelineForm
{
    Ours,
    Dataflow,
}

/// <summary>
/// What pipelines promise, those of TPL Dataflow too. Ours alone pass on exactly what is before a failure, and stop the stages before an end that fails: see
/// <see cref="PipelineTests"/>.
/// </summary>
public sealed class PipelineContractTests
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    public static TheoryData<PipelineForm> Forms => [.. Enum.GetValues<PipelineForm>()];

    public static TheoryData<PipelineForm, int, int, int> Sizes
    {
        get
        {
            var data = new TheoryData<PipelineForm, int, int, int>();
            foreach (PipelineForm form in Enum.GetValues<PipelineForm>())
            {
                foreach ((int count, int degree, int capacity) in new[] { (0, 1, 1), (1, 4, 1), (1000, 1, 1), (1000, 4, 4), (1000, 4, 5), (3000, 16, 512) })
                    data.Add(form, count, degree, capacity);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Pipeline_OfAnySize_GivesEachResultOnceInOrderAndCompletes(PipelineForm form, int count, int degree, int capacity)
    {
        var crowd = new Crowd();
        var results = new List<int>();
        await Run(form, AsyncForms.Lazy(count), degree, capacity, async (x, _) =>
        {
            crowd.Enter();
            for (int i = 0; i < x % 3; i++)
                await Task.Yield();
            crowd.Leave();
            return 2 * x;
        }, x =>
        {
            results.Add(x);
            return default;
        });
        results.Should().Equal(Enumerable.Range(0, count).Select(static x => 2 * x));
        crowd.Most.Should().BeLessThanOrEqualTo(degree);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Stage_OfADegree_HasAsManyBodiesUnderWay(PipelineForm form)
    {
        var meeting = new Rendezvous(8);
        await Run(form, AsyncForms.Lazy(8), 8, 8, async (x, _) =>
        {
            await meeting.Come();
            return x;
        }, static _ => default);
        meeting.Missing.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task End_Slow_HoldsUpTheSourceWhateverItsLength(PipelineForm form)
    {
        const int Capacity = 8;
        const int Degree = 4;
        const int InHand = 256; // what one of our stages takes at a time, at most
        int pulled = 0;
        int done = 0;
        int most = 0;
        IEnumerable<int> Source()
        {
            for (int i = 0; i < 5000; i++)
            {
                Volatile.Write(ref pulled, i + 1);
                yield return i;
            }
        }

        await Run(form, Source(), Degree, Capacity, static (x, _) => new ValueTask<int>(x), async _ =>
        {
            await Task.Yield();
            most = Math.Max(most, Volatile.Read(ref pulled) - done);
            done++;
        });
        done.Should().Be(5000);
        most.Should().BeLessThanOrEqualTo((4 * Capacity) + (2 * Degree) + InHand);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Stage_Fails_StopsTheEndlessSourceAndFailsTheRunWithResultsInOrder(PipelineForm form)
    {
        const int At = 700;
        var results = new List<int>();
        Task run = Run(form, AsyncForms.Lazy(int.MaxValue), 4, 8, async (x, _) =>
        {
            await Task.Yield();
            return x == At ? throw new FormatException() : x;
        }, x =>
        {
            results.Add(x);
            return default;
        });
        await run.Awaiting(static run => run).Should().ThrowAsync<Exception>();
        run.Exception!.Flatten().InnerExceptions.Should().Contain(static error => error is FormatException);
        results.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.NotContain(At);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Run_Cancelled_EndsCancelledAndStopsTheEndlessSource(PipelineForm form)
    {
        using var cancellation = new CancellationTokenSource();
        var meeting = new Rendezvous(4);
        Task run = Run(form, AsyncForms.Lazy(int.MaxValue), 4, 8, async (_, token) =>
        {
            await meeting.Come();
            await Signal.Cancelled(token);
            return 0;
        }, static _ => default, cancellation.Token);
        await meeting.Met;
        await cancellation.CancelAsync();
        await run.Awaiting(static run => run).Should().ThrowAsync<OperationCanceledException>();
        run.IsCanceled.Should().BeTrue();
    }

    private static Task Run(
        PipelineForm form,
        IEnumerable<int> source,
        int degree,
        int capacity,
        Func<int, CancellationToken, ValueTask<int>> body,
        Func<int, ValueTask> end,
        CancellationToken cancellationToken = default)
    {
        Task run = form == PipelineForm.Ours
            ? Pipeline.From(source, capacity).SelectAwait(degree, body, capacity).ForEach((x, _) => end(x), cancellationToken)
            : Flow(source, degree, capacity, body, end, cancellationToken);
        return run.WaitAsync(s_longest, CancellationToken.None);
    }

    private static Task Flow(
        IEnumerable<int> source,
        int degree,
        int capacity,
        Func<int, CancellationToken, ValueTask<int>> body,
        Func<int, ValueTask> end,
        CancellationToken cancellationToken)
    {
        var stage = new TransformBlock<int, int>(
            x => body(x, cancellationToken).AsTask(),
            new ExecutionDataflowBlockOptions
            {
                MaxDegreeOfParallelism = degree, BoundedCapacity = Math.Max(capacity, degree), CancellationToken = cancellationToken,
            });
        var last = new ActionBlock<int>(
            x => end(x).AsTask(), new ExecutionDataflowBlockOptions { BoundedCapacity = capacity, CancellationToken = cancellationToken });
        stage.LinkTo(last, new DataflowLinkOptions { PropagateCompletion = true });
        return FeedAsync().Unwrap();

        async Task<Task> FeedAsync()
        {
            foreach (int x in source)
            {
                if (!await stage.SendAsync(x, CancellationToken.None))
                    break;
            }

            stage.Complete();
            await last.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return last.Completion;
        }
    }
}
