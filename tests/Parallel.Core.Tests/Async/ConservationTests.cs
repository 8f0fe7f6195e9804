using CsCheck;
using FluentAssertions;
using Xunit.Abstractions;

namespace ParallelCore.Tests.Async;

/// <summary>Whatever fails, is cancelled or changes meanwhile: every item is delivered, or has failed, or has not begun; and never twice.</summary>
public sealed class ConservationTests(ITestOutputHelper output)
{
    private const int Small = 400; // items; in more of them, waits, changes and failures are rarer

    private long _accounted;

    private enum End
    {
        Runs,
        Fails,
        IsCancelled,
    }

    [Fact]
    public void Loop_OfRandomShape_AccountsForEveryItem()
    {
        Gen.Select(Gen.Enum<AsyncForm>(), Gen.Int[0, Effort.Pick(Small, 20_000)], Gen.Int[1, 20], Gen.Enum<End>(), Gen.Int[0, 1000], Gen.Bool)
            .Where(static shape => shape.Item1 < AsyncForm.RuntimeForEach)
            .Sample((form, count, degree, end, seed, continues) => Loop(form, count, degree, end, seed, continues).GetAwaiter().GetResult(), output.WriteLine, iter: Effort.Pick(150, 1400), threads: 1);
        output.WriteLine($"{_accounted:N0} items that have begun are accounted for.");
        _accounted.Should().BeGreaterThan(Effort.Pick(1_000, 7_500_000));
    }

    [Fact]
    public void Pipeline_OfRandomStages_AccountsForEveryItem()
    {
        Gen.Select(Gen.Int[0, Effort.Pick(Small, 20_000)], Gen.Int[0, 6].Array[0, 5], Gen.Int[1, 40], Gen.Enum<End>(), Gen.Int[0, 1000])
            .Sample((count, stages, capacity, end, seed) => Stages(count, stages, capacity, end, seed).GetAwaiter().GetResult(), output.WriteLine, iter: Effort.Pick(120, 500), threads: 1);
        output.WriteLine($"{_accounted:N0} items that have come out are accounted for.");
        _accounted.Should().BeGreaterThan(Effort.Pick(1_000, 2_500_000));
    }

    private async Task<bool> Loop(AsyncForm form, int count, int degree, End end, int seed, bool continues)
    {
        using var cancellation = new CancellationTokenSource();
        var limit = new AsyncDegree(degree);
        int at = count == 0 ? 0 : seed * 31 % count;
        int rarely = count > Small ? 20 : 1;
        int[] begun = new int[count];
        int[] ended = new int[count];
        int[] failed = new int[count];
        Task<AsyncLoopResult> loop = form.Run(count, limit, async (i, token) =>
        {
            Interlocked.Increment(ref begun[i]);
            try
            {
                int mix = (i * 31) + seed;
                if (mix % (3 * rarely) == 0)
                    await Task.Yield();
                if (mix % (41 * rarely) == 0)
                    limit.Value = 1 + (mix % 23);
                if (i == at && end == End.IsCancelled)
                    await cancellation.CancelAsync();
                if (end == End.Fails && (i == at || mix % (97 * rarely) == 0))
                    throw new FormatException($"{i}");
                token.ThrowIfCancellationRequested();
                Interlocked.Increment(ref ended[i]);
            }
            catch
            {
                Interlocked.Increment(ref failed[i]);
                throw;
            }
        }, new AsyncOptions { CancellationToken = cancellation.Token, ContinueOnError = continues });
        await ((Task)loop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        begun.Zip(ended, failed).Where(static item => item.First > 1 || item.First != item.Second + item.Third).Should().BeEmpty();
        _accounted += begun.Sum();
        int lowest = Array.FindIndex(failed, static times => times > 0);
        switch (end)
        {
            case End.Fails when count > 0 && !continues:
                ended[..lowest].Sum().Should().Be(lowest, "all below the first failure run to their end");
                loop.Exception!.InnerExceptions[0].Message.Should().Be($"{lowest}");
                break;
            case End.Fails or End.Runs:
                begun.Sum().Should().Be(count);
                loop.Result.Completed.Should().Be(ended.Sum());
                loop.Result.Failures.Should().HaveCount(failed.Sum());
                break;
            default:
                (loop.IsCanceled || ended.Sum() == count).Should().BeTrue();
                break;
        }

        return true;
    }

    private async Task<bool> Stages(int count, int[] stages, int capacity, End end, int seed)
    {
        using var cancellation = new CancellationTokenSource();
        var crowd = new Crowd();
        int at = count == 0 ? 0 : seed * 31 % count;
        int rarely = count > Small ? 20 : 1;
        int made = 0;
        int disposed = 0;
        IEnumerable<int> Source()
        {
            try
            {
                for (; made < count; made++)
                    yield return made;
            }
            finally
            {
                disposed++;
            }
        }

        int Check(int stage, int x)
        {
            if (x == at && (stage == seed % Math.Max(1, stages.Length)))
            {
                if (end == End.Fails)
                    throw new FormatException();
                if (end == End.IsCancelled)
                    cancellation.Cancel();
            }

            return x;
        }

        var degree = new AsyncDegree(1 + (seed % 7));
        Pipeline<int> pipeline = seed % 2 == 0 ? Pipeline.From(Source(), capacity) : Pipeline.From(AsyncForms.Awaited(count), capacity);
        for (int i = 0; i < stages.Length; i++)
        {
            int stage = i;
            pipeline = stages[i] switch
            {
                0 => pipeline.Select(x => Check(stage, x), capacity),
                1 => pipeline.Where(x => Check(stage, x) >= 0, capacity),
                2 => pipeline.Compute(x => Check(stage, x), capacity),
                3 => pipeline.SelectMany(x => new[] { Check(stage, x) }, capacity),
                4 => pipeline.Batch(1 + (seed % 5), capacity: capacity).SelectMany(batch => batch.Select(x => Check(stage, x)), capacity),
                _ => pipeline.SelectAwait(degree, async (x, _) =>
                {
                    crowd.Enter();
                    try
                    {
                        if ((x + seed) % (3 * rarely) == 0)
                            await Task.Yield();
                        if ((x + seed) % (19 * rarely) == 0)
                            degree.Value = 1 + ((x + seed) % 11);
                        return Check(stage, x);
                    }
                    finally
                    {
                        crowd.Leave();
                    }
                }, capacity),
            };
        }

        var got = new List<int>();
        Task run = pipeline.ForEach((x, _) =>
        {
            got.Add(x);
            return default;
        }, cancellation.Token);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        crowd.Inside.Should().Be(0, "nothing runs any more");
        disposed.Should().Be(seed % 2 == 0 && made + disposed > 0 ? 1 : 0);
        got.Should().Equal(Enumerable.Range(0, got.Count), "in order, none lost, none twice");
        _accounted += got.Count;
        bool happens = count > 0 && stages.Length > 0;
        switch (end)
        {
            case End.Fails when happens:
                run.Exception!.InnerException.Should().BeOfType<FormatException>();
                got.Should().HaveCount(at);
                break;
            case End.IsCancelled when happens:
                (run.IsCanceled || got.Count == count).Should().BeTrue();
                break;
            default:
                run.IsCompletedSuccessfully.Should().BeTrue();
                got.Should().HaveCount(count);
                break;
        }

        return true;
    }
}
