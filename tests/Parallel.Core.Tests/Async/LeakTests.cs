using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Async;

namespace ParallelCore.Tests.Async;

/// <summary>After faults, cancellation and early exits nothing stays: no body, buffer, registration or task.</summary>
public sealed class LeakTests
{
    [Fact]
    public async Task Loops_ThatEndInAnyWay_KeepNothingAliveThroughTheTokenOrTheDegree()
    {
        using var cancellation = new CancellationTokenSource();
        var degree = new AsyncDegree(4);
        var clock = new ManualClock();
        List<WeakReference> bodies = await RunAll(cancellation.Token, degree, clock);
        clock.Kept.Should().Be(0, "a timer that stays is called for nothing");
        await Collected(bodies);
        GC.KeepAlive(cancellation);
        GC.KeepAlive(degree);
        PipelineMeter.Running.Should().Be(0);
    }

    [Fact]
    public async Task Lane_WhoseBodyHasEnded_KeepsNeitherItsItemNorATimer()
    {
        var next = new Signal();
        var end = new Signal();
        var both = new Rendezvous(2);
        var clock = new ManualClock();
        var references = new List<WeakReference>();
        Task<AsyncLoopResult> loop = Items(references, next, end).ForEachParallelAsync(
            2,
            async (item, _) =>
            {
                await both.Come();
                GC.KeepAlive(item);
            },
            new AsyncOptions { Around = static async (call, token) => await call(token), ItemTimeout = TimeSpan.FromHours(1), TimeProvider = clock });
        await next.Given; // both lanes are done with theirs: one is idle, and one waits for the source
        await Collected(references);
        SpinWait.SpinUntil(() => clock.Armed == 0, TimeSpan.FromSeconds(20)).Should().BeTrue("nothing runs whose time could be over");
        end.Give();
        await loop.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Two items, and then none for long.</summary>
    private static async IAsyncEnumerable<object> Items(List<WeakReference> references, Signal next, Signal end)
    {
        for (int i = 0; i < 2; i++)
            yield return Tracked(references);
        next.Give();
        await end.Given;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Tracked(List<WeakReference> references)
    {
        object item = new();
        references.Add(new WeakReference(item));
        return item;
    }

    [Fact]
    public async Task Loops_ThatEndInAnyWay_LeaveNoTaskWithAnErrorThatNobodySaw()
    {
        var unobserved = new List<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.Flatten().InnerExceptions.Any(static error => error is FormatException))
                unobserved.Add(e.Exception);
        }

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await Collected(await RunAll(CancellationToken.None, 4, new ManualClock()));
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        unobserved.Should().BeEmpty();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> RunAll(CancellationToken token, AsyncDegree degree, TimeProvider clock)
    {
        var references = new List<WeakReference>();
        for (int round = 0; round < 4; round++)
        {
            bool fails = round % 2 == 1;
            var options = new AsyncOptions { CancellationToken = token, ItemTimeout = TimeSpan.FromHours(1), TimeProvider = clock };
            await Run(references, held => ParallelRange.RunAsync(0, 100, degree, (i, _) => Body(held, i, fails), options));
            await Run(references, held => AsyncForms.Awaited(100).ForEachParallelAsync(degree, (i, _) => Body(held, i, fails), options));
            await Run(references, async held =>
            {
                await foreach (int x in AsyncForms.Lazy(100).SelectParallelAsync(degree, async (i, _) =>
                {
                    await Body(held, i, fails);
                    return i;
                }, options))
                {
                    if (x == 30)
                        break;
                }
            });
            await Run(references, held => Pipeline.From(AsyncForms.Awaited(100), 4).Compute(x => held[x % held.Length] + x, 4).SelectAwait(degree, async (i, _) =>
            {
                await Body(held, i, fails);
                return i;
            }, 4).Batch(7, TimeSpan.FromHours(1), 2, clock).ForEach(degree, (batch, _) => Body(held, batch[0], false), options));
        }

        return references;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task Run(List<WeakReference> references, Func<byte[], Task> loop)
    {
        byte[] held = new byte[16];
        references.Add(new WeakReference(held));
        await loop(held).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async ValueTask Body(byte[] held, int i, bool fails)
    {
        if (i % 3 == 0)
            await Task.Yield();
        if (fails && i == 50 + held[0])
            throw new FormatException();
    }

    /// <summary>Threads of the pool may still have in hand what they ran last.</summary>
    private static async Task Collected(List<WeakReference> references)
    {
        for (int attempt = 0; attempt < 1000 && references.Exists(static reference => reference.IsAlive); attempt++)
        {
            await ParallelRange.RunAsync(0, 100, 16, static async (_, _) => await Task.Yield());
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        references.Count(static reference => reference.IsAlive).Should().Be(0);
    }
}
