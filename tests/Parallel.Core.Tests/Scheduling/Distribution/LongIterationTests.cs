using System.Diagnostics;
using FluentAssertions;
using ParallelCore.Loops;
using ParallelCore.Scheduling;
using ParallelCore.Tests.Loops;

namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>One iteration that lasts until all others are done: whatever has not begun is taken over from the worker that runs it.</summary>
public sealed class LongIterationTests
{
    private const int Length = 10_000;

    private static readonly int[] s_crews = [2, 3, 8, 64];

    public static TheoryData<string, bool, Past> Loops
    {
        get
        {
            var data = new TheoryData<string, bool, Past>();
            foreach (LoopForm form in DistributedForms.All)
            {
                foreach (Past past in (Past[])[Past.Unknown, Past.Short])
                {
                    data.Add(form.Name, false, past);
                    if (form.IsPerIndex && form.TakesPolicy)
                        data.Add(form.Name, true, past);
                }
            }

            return data;
        }
    }

    /// <summary>Those whose pieces can end between any two iterations.</summary>
    public static TheoryData<string, bool> DivisibleLoops
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (LoopForm form in DistributedForms.All.Where(static form => form.IsPerIndex || form.TakesPolicy))
            {
                if (form.TakesPolicy)
                    data.Add(form.Name, false);
                if (form.IsPerIndex)
                    data.Add(form.Name, true);
            }

            return data;
        }
    }

    /// <summary>Many iterations are foretold to be over in a moment, and one of them isn't. When it ends, others may take those that follow it: the next one waits for the one after that.</summary>
    [Theory]
    [MemberData(nameof(DivisibleLoops))]
    public void Run_OneOfAPieceLasts_TheRestOfThePieceIsShared(string form, bool isAuto)
    {
        foreach ((int workers, bool isCancellable) in Effort.Pairs(s_crews, (bool[])[false, true]))
        {
            using var source = new CancellationTokenSource();
            RangeOptions options = Schedulers.Options(workers).With(cancellationToken: isCancellable ? source.Token : default);
            int site = DistributedForms.NewSite();
            Past.Short.Live(body => Run(_ => body()));
            Rendezvous.Of(2, both =>
            {
                var iteration = new LastingIteration(Length / 2, both);
                Run(iteration.Visit);
                iteration.End();
            });

            void Run(Action<long> body) => RunEach(form, isAuto, body, options, site);
        }
    }

    /// <summary>A request may come late: it was made of the piece that ran before, and meets a loop whose rest nobody else may have.</summary>
    [Fact]
    public void Run_AloneAndAskedLate_EachIterationRunsOnce()
    {
        using var source = new CancellationTokenSource();
        int[] runs = new int[2000];
        ParallelRange.Run(
            0,
            runs.Length,
            1,
            (start, _) =>
            {
                runs[start]++;
                ref PieceRequest request = ref Worker.Current!.Request;
                request.Begin(isDivisible: true);
                do
                {
                    // A worker that searches in earnest may ask in between, at a time of its own.
                    request.Ask(1, 0);
                    request.Ask(long.MaxValue, 0);
                }
                while (!request.IsDue);
            },
            Schedulers.Options(2).With(maxWorkers: 1, cancellationToken: source.Token));
        runs.Should().OnlyContain(static count => count == 1);
    }

    /// <summary>Every worker runs one of a few long iterations: what is remembered is how long they were, not how long nothing was left to do.</summary>
    [Theory]
    [InlineData(2, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(16, true)]
    public void Run_OneIterationPerWorker_ItsCostIsRemembered(int workers, bool isEven)
    {
        int site = DistributedForms.NewSite();
        long[] elapsed = new long[workers];
        Action<int>? body = null;
        for (int round = 0; round < 3; round++)
        {
            using var all = new Barrier(workers);
            body = i =>
            {
                long start = Stopwatch.GetTimestamp();
                Thread.SpinWait(20_000);
                all.SignalAndWait(TimeSpan.FromSeconds(60)).Should().BeTrue();
                elapsed[i] = Stopwatch.GetTimestamp() - start;
            };
            ParallelRange.Run(0, workers, isEven ? ChunkPolicy.Even : 1, body, Schedulers.Options(workers), site);
        }

        SiteCosts.Get(SiteCosts.Key(body!, site)).Should().BeGreaterThan(elapsed.Min() / 8);
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public void Run_OneWaitsForAllOthers_Ends(string form, bool isAuto, Past past)
    {
        foreach ((int workers, int last) in Effort.Pairs(s_crews, (int[])[0, Length - 1]))
        {
            int site = DistributedForms.NewSite();
            past.Live(body => Run(_ => body()));
            Rendezvous.Of(Length, all => Run(i =>
            {
                if (i == last)
                    all.Meet();
                else
                    all.Come();
            }));

            void Run(Action<long> body) => RunEach(form, isAuto, body, Schedulers.Options(workers), site);
        }
    }

    private static void RunEach(string form, bool isAuto, Action<long> body, RangeOptions options, int site) => DistributedForms.Named(form).Run(
        0,
        Length,
        isAuto ? ChunkPolicy.Auto : 1,
        (start, end) =>
        {
            for (long i = start; i < end; i++)
                body(i);
        },
        options,
        site);

    /// <summary>An iteration that lasts until somebody asks for what follows it in its piece, and the first one behind it that its worker runs when it has seen that.</summary>
    private sealed class LastingIteration(long index, Rendezvous both)
    {
        private const int Strip = 16;

        private readonly bool[] _isVisited = new bool[Length];
        private readonly Lock _lock = new();
        private Worker? _asked;
        private int _late;
        private long? _waiting;

        public void Visit(long i)
        {
            if (i == index)
                Last();
            else if (i > index)
                Follow(i);
        }

        public void End()
        {
            _late.Should().BeLessThanOrEqualTo(Strip, "the piece ends soon after somebody has asked");

            // Nobody waited: others had taken everything before they would have had to ask.
            if (_waiting is null)
            {
                both.Come();
                both.Come();
            }
        }

        private void Last()
        {
            Worker worker = Worker.Current!;
            bool isDivisible = worker.Request.IsDivisible;
            ParallelRange.Run(0, 2, 1, static _ => { });
            worker.Request.IsDivisible.Should().Be(isDivisible, "a nested loop has ended");
            var spinner = default(SpinWait);
            for (long start = Environment.TickCount64; worker.Request is { IsDivisible: true, IsDue: false } && !Volatile.Read(ref _isVisited[index + 1]); spinner.SpinOnce(sleep1Threshold: -1))
            {
                if (Environment.TickCount64 - start > 60_000)
                    throw new TimeoutException("Nobody asks.");
            }
            if (worker.Request.IsDue)
                Volatile.Write(ref _asked, worker);
        }

        private void Follow(long i)
        {
            bool waits = false;
            lock (_lock)
            {
                _isVisited[i] = true;
                if (_waiting is null && Worker.Current == Volatile.Read(ref _asked) && _asked!.Request.IsDue)
                    _late++;
                if (_waiting is null && Worker.Current == Volatile.Read(ref _asked) && !_asked!.Request.IsDue && i + 1 < Length && !_isVisited[i + 1])
                {
                    _waiting = i;
                    waits = true;
                }
            }

            if (waits)
                both.Meet();
            else if (i == _waiting + 1)
                both.Come();
        }
    }
}
