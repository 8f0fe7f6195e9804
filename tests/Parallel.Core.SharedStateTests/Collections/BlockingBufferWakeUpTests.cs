using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>Waits that end early just when somebody wakes them: nobody sleeps on while there is an item, or space, for him.</summary>
public sealed class BlockingBufferWakeUpTests
{
    private static readonly int s_rounds = Effort.Pick(quick: 20, full: 100);

    private static readonly TimeSpan s_shortly = TimeSpan.FromMilliseconds(1);

    public static TheoryData<EarlyEnd, bool> Ends => new()
    {
        { EarlyEnd.TimeOut, false },
        { EarlyEnd.TimeOut, true },
        { EarlyEnd.Cancellation, false },
        { EarlyEnd.Cancellation, true },
        { EarlyEnd.Interrupt, false },
        { EarlyEnd.Interrupt, true },
    };

    public static TheoryData<BufferForm, EarlyEnd> FormsAndEnds
    {
        get
        {
            var data = new TheoryData<BufferForm, EarlyEnd>();
            foreach (BufferForm form in Enum.GetValues<BufferForm>())
            {
                foreach (EarlyEnd end in Enum.GetValues<EarlyEnd>())
                    data.Add(form, end);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Read_EndsWhileItIsBeingWoken_TheNextReaderWakes(EarlyEnd end, bool isNextATask)
    {
        var items = new GatedItems();
        var store = new OrderedStore<int>(items, BlockingBuffer.Unbounded);
        using var source = new CancellationTokenSource();
        bool isRead = false;
        var leaver = new BlockedThread(() => isRead = store.Read(out _, Patience(end), source.Token) == BufferOutcome.Done);
        Func<bool> hasNextEnded = Begin(isNextATask, () => store.Read(out _, Timeout.Infinite, CancellationToken.None), () => store.ReadAsync(CancellationToken.None).AsTask());
        BlockedThread writer = items.Hold(() => store.TryWrite(1), () => leaver.HasEnded);
        End(end, leaver, source);
        writer.End().Should().BeNull();
        leaver.End();
        if (!isRead)
            hasNextEnded().Should().BeTrue("the item is there");
        store.Close(null);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Write_EndsWhileItIsBeingWoken_TheNextWriterWakes(EarlyEnd end, bool isNextATask)
    {
        var items = new GatedItems();
        var store = new OrderedStore<int>(items, 1);
        store.TryWrite(1).Should().BeTrue();
        using var source = new CancellationTokenSource();
        bool isWritten = false;
        var leaver = new BlockedThread(() => isWritten = store.Write(2, Patience(end), source.Token) == BufferOutcome.Done);
        Func<bool> hasNextEnded = Begin(isNextATask, () => store.Write(3, Timeout.Infinite, CancellationToken.None), () => store.WriteAsync(3, CancellationToken.None).AsTask());
        BlockedThread reader = items.Hold(() => store.TryRead(out _), () => leaver.HasEnded);
        End(end, leaver, source);
        reader.End().Should().BeNull();
        leaver.End();
        if (!isWritten)
            hasNextEnded().Should().BeTrue("there is space");
        store.Close(null);
    }

    [Fact]
    public async Task ReadAsync_CancelledWhileItIsBeingWoken_TheNextReaderWakes()
    {
        var items = new GatedItems();
        var store = new OrderedStore<int>(items, BlockingBuffer.Unbounded);
        using var source = new CancellationTokenSource();
        Task<int> leaver = store.ReadAsync(source.Token).AsTask();
        Task<int> next = store.ReadAsync(CancellationToken.None).AsTask();
        BlockedThread writer = items.Hold(() => store.TryWrite(1), () => leaver.IsCompleted);
        var canceller = new BlockedThread(source.Cancel);
        writer.End().Should().BeNull();
        canceller.End().Should().BeNull();
        await Task.WhenAny(leaver, next).WaitAsync(Buffers.Forever);
        if (leaver.IsCompletedSuccessfully)
            store.TryWrite(2).Should().BeTrue();
        await next.WaitAsync(Buffers.Forever);
    }

    [Fact]
    public async Task WaitToReadAsync_CancelledWhileItIsBeingWoken_TheNextReaderWakes()
    {
        var items = new GatedItems();
        var store = new OrderedStore<int>(items, BlockingBuffer.Unbounded);
        using var source = new CancellationTokenSource();
        Task<bool> leaver = store.WaitToReadAsync(source.Token).AsTask();
        Task<int> next = store.ReadAsync(CancellationToken.None).AsTask();
        BlockedThread writer = items.Hold(() => store.TryWrite(1), () => leaver.IsCompleted);
        var canceller = new BlockedThread(source.Cancel);
        writer.End().Should().BeNull();
        canceller.End().Should().BeNull();
        (await next.WaitAsync(Buffers.Forever)).Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_WokenButFails_TheNextReaderWakes(bool isNextATask)
    {
        var items = new GatedItems();
        var store = new OrderedStore<int>(items, BlockingBuffer.Unbounded);
        var leaver = new BlockedThread(() => store.Read(out _, Timeout.Infinite, CancellationToken.None));
        Func<bool> hasNextEnded = Begin(isNextATask, () => store.Read(out _, Timeout.Infinite, CancellationToken.None), () => store.ReadAsync(CancellationToken.None).AsTask());
        items.FailAfterNext();
        store.TryWrite(1).Should().BeTrue();
        leaver.End().Should().BeOfType<FormatException>();
        hasNextEnded().Should().BeTrue("the item is still there");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_WokenButFails_TheNextWriterWakes(bool isNextATask)
    {
        var items = new GatedItems();
        var store = new OrderedStore<int>(items, 1);
        store.TryWrite(1).Should().BeTrue();
        var leaver = new BlockedThread(() => store.Write(2, Timeout.Infinite, CancellationToken.None));
        Func<bool> hasNextEnded = Begin(isNextATask, () => store.Write(3, Timeout.Infinite, CancellationToken.None), () => store.WriteAsync(3, CancellationToken.None).AsTask());
        items.FailAfterNext();
        store.TryRead(out _).Should().BeTrue();
        leaver.End().Should().BeOfType<FormatException>();
        hasNextEnded().Should().BeTrue("there is still space");
    }

    [Theory]
    [MemberData(nameof(FormsAndEnds))]
    public void Get_EndsJustWhenAnItemComes_TheNextGetterWakes(BufferForm form, EarlyEnd end)
    {
        for (int round = 0; round < s_rounds; round++)
        {
            BlockingBuffer<int> buffer = Buffers.Make<int>(form);
            using var source = new CancellationTokenSource();
            bool isTaken = false;
            (BlockedThread leaver, Func<bool> hasNextEnded) = BeginBoth(
                end,
                () => new BlockedThread(() => isTaken = buffer.TryGet(out _, end == EarlyEnd.TimeOut ? s_shortly : Buffers.Forever, source.Token)),
                () => Begin(round % 2 == 0, () => buffer.Get(), () => buffer.GetAsync().AsTask()));
            EndNearby(round, end, leaver, source, () => buffer.Put(1));
            if (isTaken)
                buffer.Put(2);
            hasNextEnded().Should().BeTrue("there is an item for each, in round {0}", round);
        }
    }

    [Theory]
    [MemberData(nameof(FormsAndEnds))]
    public void Put_EndsJustWhenSpaceComes_TheNextPutterWakes(BufferForm form, EarlyEnd end)
    {
        for (int round = 0; round < s_rounds; round++)
        {
            BlockingBuffer<int> buffer = Buffers.Make<int>(form, 1);
            using var source = new CancellationTokenSource();
            bool isPut = false;
            buffer.Put(1);
            (BlockedThread leaver, Func<bool> hasNextEnded) = BeginBoth(
                end,
                () => new BlockedThread(() => isPut = buffer.TryPut(3, end == EarlyEnd.TimeOut ? s_shortly : Buffers.Forever, source.Token)),
                () => Begin(round % 2 == 0, () => buffer.Put(2), () => buffer.PutAsync(2).AsTask()));
            EndNearby(round, end, leaver, source, () => buffer.Get());
            if (isPut)
                buffer.Get();
            hasNextEnded().Should().BeTrue("there is space for each, in round {0}", round);
        }
    }

    private static int Patience(EarlyEnd end) => end == EarlyEnd.TimeOut ? 50 : Timeout.Infinite;

    /// <summary>Starts a call that has to wait, and returns how to wait for its end.</summary>
    private static Func<bool> Begin(bool isTask, Action call, Func<Task> callAsync)
    {
        if (isTask)
        {
            Task task = callAsync();
            return () => task.Wait(Buffers.Forever);
        }

        var thread = new BlockedThread(call);
        return () => thread.End() is null;
    }

    /// <summary>The one that leaves comes first, so that it is the one that is woken; but last, when its time is short.</summary>
    private static (BlockedThread Leaver, Func<bool> HasNextEnded) BeginBoth(EarlyEnd end, Func<BlockedThread> leave, Func<Func<bool>> next)
    {
        if (end == EarlyEnd.TimeOut)
        {
            Func<bool> hasNextEnded = next();
            return (leave(), hasNextEnded);
        }

        BlockedThread leaver = leave();
        return (leaver, next());
    }

    private static void End(EarlyEnd end, BlockedThread leaver, CancellationTokenSource source)
    {
        if (end == EarlyEnd.Cancellation)
            source.Cancel();
        else if (end == EarlyEnd.Interrupt)
            leaver.Interrupt();
    }

    /// <summary>Ends a wait, and wakes it while it is about to leave.</summary>
    private static void EndNearby(int round, EarlyEnd end, BlockedThread leaver, CancellationTokenSource source, Action wake)
    {
        End(end, leaver, source);
        Thread.SpinWait(round % 50 * 5);
        wake();
        leaver.End();
    }
}
