using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

/// <summary>Four producers and four consumers: nothing is lost, nothing is doubled, and a first-in-first-out buffer keeps each producer's order.</summary>
public sealed class BlockingBufferSoakTests
{
    private const int Producers = 4;
    private const int Consumers = 4;

    [Theory]
    [InlineData(BufferForm.Fifo, 1000, 10_000_000)]
    [InlineData(BufferForm.Fifo, BlockingBuffer.Unbounded, 1_000_000)]
    [InlineData(BufferForm.Fifo, 1, 10_000)]
    [InlineData(BufferForm.Lifo, 100, 200_000)]
    [InlineData(BufferForm.Lifo, 1, 10_000)]
    [InlineData(BufferForm.Priority, 100, 200_000)]
    [InlineData(BufferForm.Priority, BlockingBuffer.Unbounded, 200_000)]
    public void PutAndGet_Always_HandOverEachItemOnce(BufferForm form, int capacity, int items)
    {
        items /= Effort.Pick(quick: 20, full: 1);
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, capacity);
        var ledger = new BufferLedger(items, Producers, isOrdered: form == BufferForm.Fifo);
        int producing = Producers;
        RunTogether(buffer, i =>
        {
            if (i < Producers)
            {
                for (int item = i; item < items; item += Producers)
                    buffer.Put(item);
                if (Interlocked.Decrement(ref producing) == 0)
                    buffer.Complete();
                return;
            }

            int[] last = ledger.NewConsumer();
            foreach (int item in buffer.GetAll())
            {
                ledger.Take(item, last);
                buffer.TaskDone();
            }
        });
        ledger.Taken.Should().Be(items);
        buffer.TryJoin(TimeSpan.Zero).Should().BeTrue();
        FluentActions.Invoking(buffer.TaskDone).Should().Throw<InvalidOperationException>();
    }

    [Theory]
    [InlineData(BufferForm.Fifo, 16)]
    [InlineData(BufferForm.Lifo, 16)]
    [InlineData(BufferForm.Priority, 16)]
    public void Complete_InTheMiddle_LosesNothingThatWasPut(BufferForm form, int capacity)
    {
        int items = Effort.Pick(quick: 20_000, full: 200_000);
        int completedAfter = items / Producers / 2; // before any producer can have put all of its items, however fast it runs
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, capacity);
        var ledger = new BufferLedger(items, Producers, isOrdered: form == BufferForm.Fifo);
        int put = 0;
        int refused = 0;
        RunTogether(buffer, i =>
        {
            if (i < Producers)
            {
                try
                {
                    for (int item = i; item < items; item += Producers)
                    {
                        buffer.Put(item);
                        if (Interlocked.Increment(ref put) == completedAfter)
                            buffer.Complete();
                    }
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }

                return;
            }

            int[] last = ledger.NewConsumer();
            while (buffer.TryGet(out int item, Buffers.Forever))
            {
                ledger.Take(item, last);
                buffer.TaskDone();
            }
        });
        refused.Should().Be(Producers);
        ledger.Taken.Should().Be(put);
        buffer.TryJoin(TimeSpan.Zero).Should().BeTrue("refused puts don't count");
    }

    [Theory]
    [InlineData(BufferForm.Fifo, false)]
    [InlineData(BufferForm.Lifo, false)]
    [InlineData(BufferForm.Priority, false)]
    [InlineData(BufferForm.Fifo, true)]
    [InlineData(BufferForm.Lifo, true)]
    public void Cancellation_OfPutsAndGets_LosesNothing(BufferForm form, bool isAsync)
    {
        int items = Effort.Pick(quick: 10_000, full: 100_000);
        const int CancelEvery = 20;
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, 4);
        var ledger = new BufferLedger(items, Producers, isOrdered: form == BufferForm.Fifo);
        var sources = new CancellationTokenSource[Producers + Consumers];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = new CancellationTokenSource();
        int cancelled = 0;
        int steps = 0;
        int producing = Producers;
        RunTogether(buffer, i =>
        {
            if (i < Producers)
            {
                for (int item = i; item < items; item += Producers)
                {
                    while (!TryOnce(i, token => Put(item, token)))
                    {
                    }

                    Step(i);
                }

                if (Interlocked.Decrement(ref producing) == 0)
                    buffer.Complete();
                return;
            }

            int[] last = ledger.NewConsumer();
            while (true)
            {
                int item = 0;
                try
                {
                    if (!TryOnce(i, token => item = Get(token)))
                        continue;
                }
                catch (InvalidOperationException)
                {
                    break; // the end
                }

                ledger.Take(item, last);
                buffer.TaskDone();
                Step(i);
            }
        });
        ledger.Taken.Should().Be(items);
        cancelled.Should().BePositive();
        buffer.TryJoin(TimeSpan.Zero).Should().BeTrue("cancelled puts don't count");

        void Put(int item, CancellationToken token)
        {
            if (isAsync)
                buffer.PutAsync(item, token).AsTask().GetAwaiter().GetResult();
            else if (item % 3 != 0)
                buffer.Put(item, token);
            else
                Spin(() => buffer.TryPut(item, TimeSpan.FromMilliseconds(1), token));
        }

        int Get(CancellationToken token)
        {
            if (isAsync)
                return buffer.GetAsync(token).AsTask().GetAwaiter().GetResult();
            return buffer.TryGet(out int item, TimeSpan.FromMilliseconds(1), token) ? item : buffer.Get(token);
        }

        void Step(int i)
        {
            int step = Interlocked.Increment(ref steps);
            if (step % CancelEvery == 0)
                Volatile.Read(ref sources[(i + 1 + (step / CancelEvery % (sources.Length - 1))) % sources.Length]).Cancel();
        }

        bool TryOnce(int i, Action<CancellationToken> call)
        {
            CancellationTokenSource source = Volatile.Read(ref sources[i]);
            try
            {
                call(source.Token);
                return true;
            }
            catch (OperationCanceledException e) when (e.CancellationToken == source.Token)
            {
                Volatile.Write(ref sources[i], new CancellationTokenSource());
                Interlocked.Increment(ref cancelled);
                return false;
            }
        }

        static void Spin(Func<bool> call)
        {
            while (!call())
            {
            }
        }
    }

    /// <summary>A thread that fails ends the others' waits.</summary>
    private static void RunTogether(BlockingBuffer<int> buffer, Action<int> body) => Threads.RunTogether(Producers + Consumers, i =>
    {
        try
        {
            body(i);
        }
        catch (Exception e)
        {
            buffer.Complete(e);
            throw;
        }
    });
}
