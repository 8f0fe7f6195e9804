using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

/// <summary>What ends a wait, and what is left behind.</summary>
public sealed class BlockingBufferWaitingTests
{
    public static TheoryData<BufferForm> Forms => [BufferForm.Fifo, BufferForm.Lifo, BufferForm.Priority];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Put_Full_WakesWhenThereIsSpace(BufferForm form)
    {
        BlockingBuffer<int> buffer = Full(form);
        var put = new BlockedThread(() => buffer.Put(2));
        buffer.Get().Should().Be(1);
        put.End().Should().BeNull();
        buffer.Get().Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Put_FullThenComplete_Throws(BufferForm form)
    {
        var error = new IOException();
        BlockingBuffer<int> buffer = Full(form);
        var put = new BlockedThread(() => buffer.Put(2));
        var tryPut = new BlockedThread(() => buffer.TryPut(3, Buffers.Forever));
        Task putAsync = buffer.PutAsync(4).AsTask();
        buffer.Complete(error);
        put.End().Should().BeOfType<InvalidOperationException>().Which.InnerException.Should().BeSameAs(error);
        tryPut.End().Should().BeOfType<InvalidOperationException>().Which.InnerException.Should().BeSameAs(error);
        FluentActions.Invoking(() => putAsync.WaitAsync(Buffers.Forever).GetAwaiter().GetResult()).Should().ThrowExactly<InvalidOperationException>().Which.InnerException.Should().BeSameAs(error);
        OnlyTheFirstIsLeft(buffer);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Put_FullThenCancelled_ThrowsAndPutsNothing(BufferForm form)
    {
        BlockingBuffer<int> buffer = Full(form);
        using var source = new CancellationTokenSource();
        var put = new BlockedThread(() => buffer.Put(2, source.Token));
        Task putAsync = buffer.PutAsync(4, source.Token).AsTask();
        source.Cancel();
        put.End().Should().BeAssignableTo<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        FluentActions.Invoking(() => putAsync.Wait(Buffers.Forever)).Should().Throw<OperationCanceledException>();
        OnlyTheFirstIsLeft(buffer);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Put_FullThenInterrupted_ThrowsAndPutsNothing(BufferForm form)
    {
        BlockingBuffer<int> buffer = Full(form);
        var put = new BlockedThread(() => buffer.Put(2));
        put.Interrupt();
        put.End().Should().BeOfType<ThreadInterruptedException>();
        OnlyTheFirstIsLeft(buffer);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void TryPut_FullUntilTheTimeIsOver_PutsNothing(BufferForm form)
    {
        BlockingBuffer<int> buffer = Full(form);
        for (int i = 0; i < 10; i++)
            buffer.TryPut(2, TimeSpan.FromMilliseconds(1)).Should().BeFalse();
        OnlyTheFirstIsLeft(buffer);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Get_EmptyThenEnded_WakesWithoutAnItemAndTakesNone(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form);
        using var source = new CancellationTokenSource();
        var cancelled = new BlockedThread(() => buffer.Get(source.Token));
        var interrupted = new BlockedThread(() => buffer.Get());
        source.Cancel();
        interrupted.Interrupt();
        cancelled.End().Should().BeAssignableTo<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        interrupted.End().Should().BeOfType<ThreadInterruptedException>();
        for (int i = 0; i < 10; i++)
            buffer.TryGet(out _, TimeSpan.FromMilliseconds(1)).Should().BeFalse();
        buffer.Put(1);
        buffer.TryGet(out int item).Should().BeTrue("no wait that has ended may take it");
        item.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Get_EmptyThenComplete_ReportsTheEnd(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form);
        bool? isTaken = null;
        int? count = null;
        var get = new BlockedThread(() => buffer.Get());
        var tryGet = new BlockedThread(() => isTaken = buffer.TryGet(out _, Buffers.Forever));
        var getAll = new BlockedThread(() => count = buffer.GetAll().Count());
        buffer.Complete();
        get.End().Should().BeOfType<InvalidOperationException>();
        tryGet.End().Should().BeNull();
        getAll.End().Should().BeNull();
        isTaken.Should().BeFalse();
        count.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Get_SeveralBlocked_EachItemWakesOne(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 1);
        int sum = 0;
        BlockedThread[] gets = [.. Enumerable.Range(0, 8).Select(_ => new BlockedThread(() => Interlocked.Add(ref sum, buffer.Get())))];
        for (int i = 1; i <= gets.Length; i++)
            buffer.Put(i);
        foreach (BlockedThread get in gets)
            get.End().Should().BeNull();
        sum.Should().Be(36);
    }

    [Fact]
    public async Task WaitToReadAsync_WokenButTakesNothing_TheNextReaderWakesToo()
    {
        var store = new OrderedStore<int>(new LifoItems<int>(), BlockingBuffer.Unbounded);
        Task<bool> look = store.WaitToReadAsync(CancellationToken.None).AsTask();
        Task<int> read = store.ReadAsync(CancellationToken.None).AsTask();
        store.TryWrite(1).Should().BeTrue();
        (await look.WaitAsync(Buffers.Forever)).Should().BeTrue();
        (await read.WaitAsync(Buffers.Forever)).Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Waiting_EveryPoolThreadBlocked_DedicatedThreadWakesThem(BufferForm form)
    {
        const int Limit = 6;
        ThreadPool.GetMaxThreads(out int workers, out int ports);
        int blockers = Math.Max(Limit, Environment.ProcessorCount) * 2;
        BlockingBuffer<int> items = Buffers.Make<int>(form);
        BlockingBuffer<int> full = Full(form);
        using var done = new SemaphoreSlim(0);
        int started = 0;
        ThreadPool.SetMaxThreads(blockers / 2, ports).Should().BeTrue();
        try
        {
            for (int i = 0; i < blockers; i++)
            {
                bool isGet = i % 2 == 0;
                ThreadPool.UnsafeQueueUserWorkItem(_ => Block(isGet), null);
            }

            // This thread and the test runner's may be of the pool too.
            SpinWait.SpinUntil(() => Volatile.Read(ref started) >= blockers / 2, TimeSpan.FromSeconds(Effort.Pick(quick: 0.1, full: 2)));
            Threads.RunOnce(() =>
            {
                for (int i = 0; i < blockers; i++)
                {
                    if (i % 2 == 0)
                        items.Put(i);
                    else
                        full.Get();
                    done.Wait(TimeSpan.FromSeconds(60)).Should().BeTrue("a blocked call must wake without another pool thread");
                }
            });
        }
        finally
        {
            ThreadPool.SetMaxThreads(workers, ports);
            items.Complete();
            full.Complete();
        }

        void Block(bool isGet)
        {
            Interlocked.Increment(ref started);
            try
            {
                if (isGet)
                    items.Get();
                else
                    full.Put(2);
                done.Release();
            }
            catch (Exception e) when (e is InvalidOperationException)
            {
                // The test has failed and says so itself.
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Awaiters_TheirWaitEnds_DoNotContinueOnTheThreadThatEndedIt(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 1);
        int get = 0;
        int put = 0;
        int join = 0;
        int own = Environment.CurrentManagedThreadId;
        Threads.RunOnce(() =>
        {
            own = Environment.CurrentManagedThreadId;
            Task got = After(buffer.GetAsync().AsTask(), id => get = id);
            buffer.Put(1);
            got.Wait(Buffers.Forever).Should().BeTrue();
            buffer.Put(2);
            Task hasPut = After(buffer.PutAsync(3).AsTask(), id => put = id);
            buffer.Get();
            hasPut.Wait(Buffers.Forever).Should().BeTrue();
            Task joined = After(buffer.JoinAsync(), id => join = id);
            for (int i = 0; i < 3; i++)
                buffer.TaskDone();
            joined.Wait(Buffers.Forever).Should().BeTrue();
        });
        new[] { get, put, join }.Should().NotContain(own).And.NotContain(0);

        static async Task After(Task task, Action<int> record)
        {
            await task.ConfigureAwait(false);
            record(Environment.CurrentManagedThreadId);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void BlockedCalls_CallersContext_IsLeftInPlace(BufferForm form) => Threads.RunOnce(() =>
    {
        var context = new SynchronizationContext();
        SynchronizationContext.SetSynchronizationContext(context);
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 1);
        buffer.TryGet(out _, TimeSpan.FromMilliseconds(1)).Should().BeFalse();
        SynchronizationContext.Current.Should().BeSameAs(context);
    });

    private static BlockingBuffer<int> Full(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 1);
        buffer.Put(1);
        return buffer;
    }

    private static void OnlyTheFirstIsLeft(BlockingBuffer<int> buffer)
    {
        Buffers.Drain(buffer).Should().Equal(1);
        buffer.TryJoin(TimeSpan.Zero).Should().BeFalse();
        buffer.TaskDone();
        buffer.TryJoin(TimeSpan.Zero).Should().BeTrue("puts that failed don't count");
    }
}
