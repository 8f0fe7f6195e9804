using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Loops;

namespace ParallelCore.Tests.Collections;

public sealed class BlockingBufferTests
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(int.MaxValue + 1L);

    public static TheoryData<BufferForm> Forms => [BufferForm.Fifo, BufferForm.Lifo, BufferForm.Priority];

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Make_CapacityBelowOne_Throws(int capacity)
    {
        foreach (BufferForm form in Enum.GetValues<BufferForm>())
            FluentActions.Invoking(() => Buffers.Make<int>(form, capacity)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("capacity");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Capacity_Always_IsWhatWasAskedFor(BufferForm form)
    {
        Buffers.Make<int>(form, 1).Capacity.Should().Be(1);
        Buffers.Make<int>(form).Capacity.Should().Be(BlockingBuffer.Unbounded).And.Be(int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void TryPut_Full_ReturnsFalseAndLeavesNothing(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 2);
        buffer.TryPut(1).Should().BeTrue();
        buffer.TryPut(2).Should().BeTrue();
        buffer.TryPut(3).Should().BeFalse();
        buffer.TryPut(3, TimeSpan.Zero).Should().BeFalse();
        buffer.TryPut(3, TimeSpan.FromMilliseconds(1)).Should().BeFalse();
        buffer.Count.Should().Be(2);
        Buffers.Drain(buffer).Should().BeEquivalentTo([1, 2]);
        buffer.TryPut(3).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void TryGet_Empty_ReturnsFalse(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form);
        buffer.TryGet(out _).Should().BeFalse();
        buffer.TryGet(out _, TimeSpan.Zero).Should().BeFalse();
        buffer.TryGet(out _, TimeSpan.FromMilliseconds(1)).Should().BeFalse();
        buffer.Put(1);
        buffer.TryGet(out int item, TimeSpan.FromMilliseconds(1)).Should().BeTrue();
        item.Should().Be(1);
    }

    [Fact]
    public void Get_Fifo_TakesTheOldest()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>();
        foreach (int item in (int[])[2, 1, 3])
            buffer.Put(item);
        Buffers.Drain(buffer).Should().Equal(2, 1, 3);
    }

    [Fact]
    public void Get_Lifo_TakesTheNewest()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Lifo<int>();
        foreach (int item in (int[])[2, 1, 3])
            buffer.Put(item);
        Buffers.Drain(buffer).Should().Equal(3, 1, 2);
    }

    [Fact]
    public void Get_Priority_TakesTheLeastAndOfEqualOnesTheOldest()
    {
        BlockingBuffer<string> buffer = BlockingBuffer.Priority(Comparer<string>.Create((x, y) => x[0].CompareTo(y[0])));
        foreach (string item in (string[])["b1", "a1", "b2", "a2", "b3", "a3"])
            buffer.Put(item);
        Buffers.Drain(buffer).Should().Equal("a1", "a2", "a3", "b1", "b2", "b3");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Put_Null_IsAnItem(BufferForm form)
    {
        BlockingBuffer<string?> buffer = Buffers.Make<string?>(form);
        buffer.Put(null);
        buffer.TryPut(null).Should().BeTrue();
        buffer.Get().Should().BeNull();
        buffer.TryGet(out string? item).Should().BeTrue();
        item.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Timeouts_OutOfRange_Throw(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form);
        foreach (TimeSpan timeout in (TimeSpan[])[TimeSpan.FromMilliseconds(-2), TimeSpan.MinValue, TooLong, TimeSpan.MaxValue])
        {
            FluentActions.Invoking(() => buffer.TryPut(1, timeout)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("timeout");
            FluentActions.Invoking(() => buffer.TryGet(out _, timeout)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("timeout");
            FluentActions.Invoking(() => buffer.TryJoin(timeout)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("timeout");
        }

        buffer.TryPut(1, Timeout.InfiniteTimeSpan).Should().BeTrue();
        buffer.TryGet(out _, TimeSpan.FromMilliseconds(int.MaxValue)).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Calls_TokenCancelledBefore_ThrowAndChangeNothing(BufferForm form)
    {
        var cancelled = new CancellationToken(canceled: true);
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 2);
        buffer.Put(1);
        Func<Task>[] calls =
        [
            () => Task.Run(() => buffer.Put(2, cancelled)),
            () => Task.Run(() => buffer.TryPut(2, Timeout.InfiniteTimeSpan, cancelled)),
            () => buffer.PutAsync(2, cancelled).AsTask(),
            () => Task.Run(() => buffer.Get(cancelled)),
            () => Task.Run(() => buffer.TryGet(out _, TimeSpan.Zero, cancelled)),
            () => buffer.GetAsync(cancelled).AsTask(),
            () => Task.Run(() => buffer.GetAll(cancelled).First()),
            () => ToListAsync(buffer, cancelled),
            () => Task.Run(() => buffer.Join(cancelled)),
            () => buffer.JoinAsync(cancelled),
        ];
        foreach (Func<Task> call in calls)
            (await call.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancelled);
        Buffers.Drain(buffer).Should().Equal(1);
        buffer.TaskDone();
        FluentActions.Invoking(buffer.TaskDone).Should().Throw<InvalidOperationException>("the cancelled puts don't count");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Complete_WithItemsLeft_TheyCanStillBeTaken(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 3);
        foreach (int item in (int[])[1, 2, 3])
            buffer.Put(item);
        buffer.Complete();
        buffer.Complete();
        FluentActions.Invoking(() => buffer.Put(4)).Should().ThrowExactly<InvalidOperationException>().Which.InnerException.Should().BeNull();
        FluentActions.Invoking(() => buffer.TryPut(4)).Should().ThrowExactly<InvalidOperationException>();
        FluentActions.Invoking(() => buffer.TryPut(4, TimeSpan.Zero)).Should().ThrowExactly<InvalidOperationException>();
        await FluentActions.Awaiting(() => buffer.PutAsync(4).AsTask()).Should().ThrowExactlyAsync<InvalidOperationException>();
        buffer.Completion.IsCompleted.Should().BeFalse();
        buffer.Get();
        (await buffer.GetAsync()).Should().Be(2);
        buffer.GetAll().Should().HaveCount(1);
        await buffer.Completion;
        buffer.TryGet(out _).Should().BeFalse();
        buffer.TryGet(out _, Timeout.InfiniteTimeSpan).Should().BeFalse();
        FluentActions.Invoking(() => buffer.Get()).Should().ThrowExactly<InvalidOperationException>().Which.InnerException.Should().BeNull();
        await FluentActions.Awaiting(() => buffer.GetAsync().AsTask()).Should().ThrowExactlyAsync<InvalidOperationException>();
        (await ToListAsync(buffer)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Complete_WithError_IsReportedAfterTheLastItem(BufferForm form)
    {
        var error = new IOException();
        BlockingBuffer<int> buffer = Buffers.Make<int>(form);
        buffer.Put(1);
        buffer.Put(2);
        buffer.Complete(error);
        buffer.Complete(new TimeoutException());
        FluentActions.Invoking(() => buffer.Put(3)).Should().ThrowExactly<InvalidOperationException>().Which.InnerException.Should().BeSameAs(error);
        FluentActions.Invoking(() => buffer.TryPut(3)).Should().ThrowExactly<InvalidOperationException>().Which.InnerException.Should().BeSameAs(error);
        var seen = new List<int>();
        Action getAll = () =>
        {
            foreach (int item in buffer.GetAll())
                seen.Add(item);
        };
        getAll.Should().ThrowExactly<InvalidOperationException>().Which.InnerException.Should().BeSameAs(error);
        seen.Should().HaveCount(2);
        FluentActions.Invoking(() => buffer.Get()).Should().ThrowExactly<InvalidOperationException>().Which.InnerException.Should().BeSameAs(error);
        (await FluentActions.Awaiting(() => buffer.GetAsync().AsTask()).Should().ThrowExactlyAsync<InvalidOperationException>()).Which.InnerException.Should().BeSameAs(error);
        (await FluentActions.Awaiting(() => ToListAsync(buffer)).Should().ThrowExactlyAsync<InvalidOperationException>()).Which.InnerException.Should().BeSameAs(error);
        (await FluentActions.Awaiting(() => buffer.Completion).Should().ThrowAsync<IOException>()).Which.Should().BeSameAs(error);
        buffer.TryGet(out _, Timeout.InfiniteTimeSpan).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Complete_WithACancellation_IsReportedAsAnyError(BufferForm form)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var error = new OperationCanceledException(source.Token);
        using var own = new CancellationTokenSource();
        BlockingBuffer<int> empty = Buffers.Make<int>(form);
        BlockingBuffer<int> full = Buffers.Make<int>(form, 1);
        full.Put(1);
        var get = new BlockedThread(() => empty.Get());
        var put = new BlockedThread(() => full.Put(2));
        Task[] waiting =
        [
            empty.GetAsync().AsTask(), empty.GetAsync(own.Token).AsTask(), ToListAsync(empty), ToListAsync(empty, own.Token), full.PutAsync(3).AsTask(), full.PutAsync(4, own.Token).AsTask(),
        ];
        empty.Complete(error);
        full.Complete(error);
        foreach (BlockedThread thread in (BlockedThread[])[get, put])
            thread.End().Should().BeOfType<InvalidOperationException>().Which.InnerException.Should().BeSameAs(error);

        IEnumerable<Func<Task>> calls =
        [
            .. waiting.Select(task => (Func<Task>)(() => task)),
            () => empty.GetAsync().AsTask(),
            () => empty.GetAsync(own.Token).AsTask(),
            () => ToListAsync(empty),
            () => ToListAsync(empty, own.Token),
            () => full.PutAsync(5).AsTask(),
            () => full.PutAsync(5, own.Token).AsTask(),
            () => Task.Run(() => full.TryPut(5)),
            () => Task.Run(() => full.Put(5)),
            () => Task.Run(() => empty.Get()),
            () => Task.Run(() => empty.GetAll().Count()),
        ];
        foreach (Func<Task> call in calls)
            (await call.Should().ThrowExactlyAsync<InvalidOperationException>()).Which.InnerException.Should().BeSameAs(error);
        (await FluentActions.Awaiting(() => empty.Completion).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(source.Token);
        empty.Completion.IsCanceled.Should().BeTrue();
        full.Get();
        full.TaskDone();
        full.TryJoin(TimeSpan.Zero).Should().BeTrue("puts that failed don't count");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task GetAllAsync_ItemsComeLater_SeesThemAll(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 2);
        Task<List<int>> all = ToListAsync(buffer);
        for (int i = 0; i < 100; i++)
            await buffer.PutAsync(i);
        buffer.Complete();
        (await all).Order().Should().Equal(Enumerable.Range(0, 100));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void PutAndGet_WithoutWaiting_AllocateNothing(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 10);
        AllocatedBytes.Least(() =>
        {
            buffer.Put(1);
            buffer.TryPut(2);
            buffer.Get();
            buffer.TryGet(out _);
            buffer.TaskDone();
            buffer.TaskDone();
            buffer.TryJoin(TimeSpan.Zero);
        }).OfThisThread.Should().Be(0);
    }

    private static async Task<List<T>> ToListAsync<T>(BlockingBuffer<T> buffer, CancellationToken cancellationToken = default)
    {
        var items = new List<T>();
        await foreach (T item in buffer.GetAllAsync(cancellationToken))
            items.Add(item);
        return items;
    }
}
