using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class BlockingBufferJoinTests
{
    [Fact]
    public async Task Join_NothingWasPut_ReturnsAtOnce()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>();
        buffer.Join();
        buffer.TryJoin(TimeSpan.Zero).Should().BeTrue();
        await buffer.JoinAsync();
    }

    [Fact]
    public void TaskDone_CalledTooOften_ThrowsAndChangesNothing()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>();
        FluentActions.Invoking(buffer.TaskDone).Should().Throw<InvalidOperationException>();
        buffer.Put(1);
        buffer.TryJoin(TimeSpan.Zero).Should().BeFalse("the call too many must not count for a later item");
        buffer.TaskDone();
        buffer.TryJoin(TimeSpan.Zero).Should().BeTrue();
        FluentActions.Invoking(buffer.TaskDone).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void TaskDone_PutsOfManyThreads_CountsThemAll()
    {
        const int Each = 50_000;
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>();
        buffer.Put(0);
        Threads.RunTogether(8, i =>
        {
            for (int k = 0; k < Each; k++)
                buffer.Put(k);
        });
        Threads.RunTogether(8, _ =>
        {
            for (int k = 0; k < Each; k++)
                buffer.TaskDone();
        });
        buffer.TryJoin(TimeSpan.Zero).Should().BeFalse();
        buffer.TaskDone();
        buffer.TryJoin(TimeSpan.Zero).Should().BeTrue();
        FluentActions.Invoking(buffer.TaskDone).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Join_ItemTakenButNotDone_StillWaits()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>();
        buffer.Put(1);
        buffer.Get();
        var join = new BlockedThread(() => buffer.Join());
        Task joinAsync = buffer.JoinAsync();
        buffer.TryJoin(TimeSpan.FromMilliseconds(1)).Should().BeFalse();
        joinAsync.IsCompleted.Should().BeFalse();
        buffer.TaskDone();
        join.End().Should().BeNull();
        joinAsync.Wait(Buffers.Forever).Should().BeTrue();
    }

    [Fact]
    public void Join_Cancelled_ThrowsAndOthersGoOnWaiting()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>();
        buffer.Put(1);
        using var source = new CancellationTokenSource();
        var join = new BlockedThread(() => buffer.Join(source.Token));
        var other = new BlockedThread(() => buffer.Join());
        source.Cancel();
        join.End().Should().BeAssignableTo<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        buffer.TaskDone();
        other.End().Should().BeNull();
    }

    [Fact]
    public void Join_ConsumersThrow_ReturnsWhenTheyMarkInFinally()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>(4);
        int failures = 0;
        BlockedThread[] consumers = [.. Enumerable.Range(0, 3).Select(_ => new BlockedThread(() =>
        {
            foreach (int item in buffer.GetAll())
            {
                try
                {
                    if (item % 2 == 0)
                        throw new FormatException();
                }
                catch (FormatException)
                {
                    Interlocked.Increment(ref failures);
                }
                finally
                {
                    buffer.TaskDone();
                }
            }
        }))];
        for (int i = 0; i < 1000; i++)
            buffer.Put(i);
        buffer.TryJoin(Buffers.Forever).Should().BeTrue();
        failures.Should().Be(500);
        buffer.Complete();
        foreach (BlockedThread consumer in consumers)
            consumer.End().Should().BeNull();
    }

    [Fact]
    public void Join_ConsumerDiesWithoutMarking_DoesNotReturn()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>();
        buffer.Put(1);
        new BlockedThread(() => throw new FormatException($"on {buffer.Get()}")).End().Should().BeOfType<FormatException>();
        buffer.Complete();
        buffer.TryJoin(TimeSpan.FromMilliseconds(1)).Should().BeFalse("completing marks nothing as done");
    }

    [Fact]
    public void Join_PutsAndDonesRace_NeverReturnsBeforeItsOwnItemIsDone()
    {
        const int Rounds = 3000;
        BlockingBuffer<StrongBox> buffer = BlockingBuffer.Fifo<StrongBox>(4);
        var consumer = new BlockedThread(() =>
        {
            foreach (StrongBox item in buffer.GetAll())
            {
                Volatile.Write(ref item.IsDone, true);
                buffer.TaskDone();
            }
        });
        Threads.RunTogether(3, _ =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                var item = new StrongBox();
                buffer.Put(item);
                buffer.TryPut(item);
                buffer.TryJoin(Buffers.Forever).Should().BeTrue();
                Volatile.Read(ref item.IsDone).Should().BeTrue();
            }
        });
        buffer.Complete();
        consumer.End().Should().BeNull();
    }

    private sealed class StrongBox
    {
        public bool IsDone;
    }
}
