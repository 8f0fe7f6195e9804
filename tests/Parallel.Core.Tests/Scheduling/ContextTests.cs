using System.Globalization;
using FluentAssertions;

namespace ParallelCore.Tests.Scheduling;

/// <summary>What travels with the work: AsyncLocal values and culture; and what doesn't: the caller's SynchronizationContext.</summary>
public sealed class ContextTests
{
    private static readonly AsyncLocal<string?> s_local = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void AsyncLocal_SetByTheCaller_IsSeenByEveryBody(int workers)
    {
        s_local.Value = "caller";
        for (int round = 0; round < 20; round++)
        {
            int wrong = 0;
            void Check()
            {
                Thread.SpinWait(200);
                if (s_local.Value != "caller")
                    Interlocked.Increment(ref wrong);
            }

            ParallelRange.Run(0, 50, 1, _ => Check(), Schedulers.Options(workers));
            ParallelRange.Run(0, 5, 1, _ => ParallelRange.Run(0, 10, 1, _ => Check()), Schedulers.Options(workers));
            Schedulers.On(workers, () => ForkJoin.Invoke(() => ForkJoin.Invoke(Check, Check), () => ForkJoin.Invoke(Check, Check)));
            Schedulers.On(workers, () => ForkJoin.Scope(scope =>
            {
                for (int i = 0; i < 20; i++)
                    scope.Spawn(Check);
            }));
            wrong.Should().Be(0);
        }

        s_local.Value = null;
    }

    [Fact]
    public void AsyncLocal_ChangedInAStolenPiece_StaysThere()
    {
        for (int round = 0; round < 100; round++)
        {
            s_local.Value = "caller";
            int caller = Environment.CurrentManagedThreadId;
            int stolen = 0;
            Pair.Run(Schedulers.Options(2), _ =>
            {
                if (Environment.CurrentManagedThreadId != caller)
                {
                    stolen++;
                    s_local.Value = "thief";
                }
            });
            stolen.Should().Be(1);
            s_local.Value.Should().Be("caller");

            // The same thread must come to the next loop without it.
            s_local.Value = null;
            var seen = new string?[2];
            Pair.Run(Schedulers.Options(2), i => seen[i] = s_local.Value);
            seen.Should().Equal(null, null);
        }
    }

    [Fact]
    public void AsyncLocal_DiffersPerCaller_NobodySeesAnothers() => Threads.RunTogether(4, caller =>
    {
        s_local.Value = $"{caller}";
        int wrong = 0;
        for (int round = 0; round < 200; round++)
        {
            ParallelRange.Run(
                0,
                20,
                1,
                _ =>
                {
                    Thread.SpinWait(100);
                    if (s_local.Value != $"{caller}")
                        Interlocked.Increment(ref wrong);
                },
                Schedulers.Options(4));
        }

        wrong.Should().Be(0);
    });

    [Fact]
    public void ExecutionContext_FlowSuppressed_LoopRuns()
    {
        int count = 0;
        using (ExecutionContext.SuppressFlow())
            ParallelRange.Run(0, 100, 1, _ => Interlocked.Increment(ref count), Schedulers.Options(4));
        count.Should().Be(100);
    }

    [Fact]
    public void CurrentCulture_OfTheCaller_IsThatOfEveryBody()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            CultureInfo.CurrentCulture = culture;
            int wrong = 0;
            Pair.Run(Schedulers.Options(2), _ =>
            {
                if (!ReferenceEquals(CultureInfo.CurrentCulture, culture))
                    Interlocked.Increment(ref wrong);
            });
            wrong.Should().Be(0);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void SynchronizationContext_OfTheCaller_IsHiddenFromBodiesAndRestored(int workers)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        var own = new SynchronizationContext();
        SynchronizationContext.SetSynchronizationContext(own);
        try
        {
            int seen = 0;
            void Look()
            {
                if (SynchronizationContext.Current is not null)
                    Interlocked.Increment(ref seen);
            }

            ParallelRange.Run(0, 50, 1, _ => Look(), Schedulers.Options(workers));
            SynchronizationContext.Current.Should().BeSameAs(own);
            Schedulers.On(workers, () => ForkJoin.Invoke(Look, Look));
            ForkJoin.Invoke(Look, Look);
            ForkJoin.Scope(scope => scope.Spawn(Look));
            SynchronizationContext.Current.Should().BeSameAs(own);
            Record.Exception(() => ParallelRange.Run(0, 5, _ => throw new InvalidOperationException(), Schedulers.Options(workers))).Should().NotBeNull();
            SynchronizationContext.Current.Should().BeSameAs(own);
            seen.Should().Be(0);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
