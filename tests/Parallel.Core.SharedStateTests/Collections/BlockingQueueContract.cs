using FluentAssertions;

namespace ParallelCore.Tests.Collections;

/// <summary>What a bounded producer-consumer queue does, ours and the runtime's.</summary>
public abstract class BlockingQueueContract
{
    protected abstract bool IsLastInFirstOut { get; }

    protected abstract IBlockingQueuePort Create(int capacity);

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Create_CapacityBelowOne_Throws(int capacity) =>
        FluentActions.Invoking(() => Create(capacity)).Should().Throw<ArgumentOutOfRangeException>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void TryPut_UpToTheCapacity_ThenReturnsFalse(int capacity)
    {
        IBlockingQueuePort queue = Create(capacity);
        for (int i = 0; i < capacity; i++)
            queue.TryPut(i).Should().BeTrue();
        queue.TryPut(-1).Should().BeFalse();
        queue.TryPut(-1, TimeSpan.Zero).Should().BeFalse();
        queue.Count.Should().Be(capacity);
        IEnumerable<int> expected = Enumerable.Range(0, capacity);
        queue.Complete();
        queue.GetAll().Should().Equal(IsLastInFirstOut ? expected.Reverse() : expected);
    }

    [Fact]
    public void TryGet_Empty_ReturnsFalse()
    {
        IBlockingQueuePort queue = Create(1);
        queue.TryGet(out int item).Should().BeFalse();
        item.Should().Be(0);
        queue.TryGet(out _, TimeSpan.FromMilliseconds(1)).Should().BeFalse();
    }

    [Fact]
    public void Timeouts_OutOfRange_Throw()
    {
        IBlockingQueuePort queue = Create(1);
        foreach (TimeSpan timeout in (TimeSpan[])[TimeSpan.FromMilliseconds(-2), TimeSpan.FromMilliseconds(int.MaxValue + 1L)])
        {
            FluentActions.Invoking(() => queue.TryPut(1, timeout)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("timeout");
            FluentActions.Invoking(() => queue.TryGet(out _, timeout)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("timeout");
        }
    }

    [Fact]
    public void PutAndGet_TokenCancelledBefore_ThrowWithIt()
    {
        IBlockingQueuePort queue = Create(2);
        queue.Put(1);
        var cancelled = new CancellationToken(canceled: true);
        FluentActions.Invoking(() => queue.Put(2, cancelled)).Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(cancelled);
        FluentActions.Invoking(() => queue.Get(cancelled)).Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(cancelled);
        queue.Count.Should().Be(1);
    }

    [Fact]
    public void Get_Blocked_WakesForAnItem()
    {
        IBlockingQueuePort queue = Create(1);
        int got = 0;
        var get = new BlockedThread(() => got = queue.Get());
        queue.Put(7);
        get.End().Should().BeNull();
        got.Should().Be(7);
    }

    [Fact]
    public void Put_Blocked_WakesForSpace()
    {
        IBlockingQueuePort queue = Create(1);
        queue.Put(1);
        var put = new BlockedThread(() => queue.Put(2));
        queue.Get().Should().Be(1);
        put.End().Should().BeNull();
        queue.Get().Should().Be(2);
    }

    [Fact]
    public void Put_BlockedThenComplete_ThrowsInvalidOperation()
    {
        IBlockingQueuePort queue = Create(1);
        queue.Put(1);
        var put = new BlockedThread(() => queue.Put(2));
        queue.Complete();
        put.End().Should().BeAssignableTo<InvalidOperationException>();
        queue.GetAll().Should().Equal(1);
    }

    [Fact]
    public void Blocked_Cancelled_ThrowWithTheToken()
    {
        IBlockingQueuePort queue = Create(1);
        using var source = new CancellationTokenSource();
        var get = new BlockedThread(() => queue.Get(source.Token));
        source.Cancel();
        get.End().Should().BeAssignableTo<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        queue.Put(1);
        using var other = new CancellationTokenSource();
        var put = new BlockedThread(() => queue.Put(2, other.Token));
        other.Cancel();
        put.End().Should().BeAssignableTo<OperationCanceledException>().Which.CancellationToken.Should().Be(other.Token);
        queue.Complete();
        queue.GetAll().Should().Equal(1);
    }

    [Fact]
    public void Complete_Always_RefusesPutsAndDrains()
    {
        IBlockingQueuePort queue = Create(3);
        queue.Put(1);
        queue.Complete();
        queue.Complete();
        FluentActions.Invoking(() => queue.Put(2)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => queue.TryPut(2)).Should().Throw<InvalidOperationException>();
        queue.Get().Should().Be(1);
        queue.TryGet(out _).Should().BeFalse();
        queue.TryGet(out _, Timeout.InfiniteTimeSpan).Should().BeFalse();
        FluentActions.Invoking(() => queue.Get()).Should().Throw<InvalidOperationException>();
        queue.GetAll().Should().BeEmpty();
    }

    [Fact]
    public void Complete_GetsBlocked_Ends()
    {
        IBlockingQueuePort queue = Create(1);
        var get = new BlockedThread(() => queue.Get());
        var all = new BlockedThread(() => queue.GetAll().Should().BeEmpty());
        queue.Complete();
        get.End().Should().BeAssignableTo<InvalidOperationException>();
        all.End().Should().BeNull();
    }
}
