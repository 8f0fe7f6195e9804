using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

/// <summary>Comparers that throw, and interrupts at any moment: a call either did its work or changed nothing.</summary>
public sealed class BlockingBufferFailureTests
{
    public static TheoryData<BufferForm> Forms => [BufferForm.Fifo, BufferForm.Lifo, BufferForm.Priority];

    [Fact]
    public async Task Put_ItemsWithoutOrder_ThrowsAndPutsNothing()
    {
        BlockingBuffer<object> buffer = BlockingBuffer.Priority<object>();
        var first = new object();
        buffer.Put(first);
        Func<Task>[] puts =
        [
            () => Task.Run(() => buffer.Put(new object())),
            () => Task.Run(() => buffer.TryPut(new object())),
            () => Task.Run(() => buffer.TryPut(new object(), Buffers.Forever)),
            () => buffer.PutAsync(new object()).AsTask(),
        ];
        foreach (Func<Task> put in puts)
            await put.Should().ThrowAsync<ArgumentException>();
        buffer.Count.Should().Be(1);
        buffer.Get().Should().BeSameAs(first);
        buffer.TaskDone();
        buffer.TryJoin(TimeSpan.Zero).Should().BeTrue("puts that failed don't count");
    }

    [Fact]
    public async Task Get_ComparerThrows_ThrowsAndTakesNothing()
    {
        bool isBroken = false;
        BlockingBuffer<int> buffer = BlockingBuffer.Priority(Comparer<int>.Create((x, y) => isBroken ? throw new FormatException() : x.CompareTo(y)));
        foreach (int item in (int[])[3, 1, 2])
            buffer.Put(item);
        isBroken = true;
        FluentActions.Invoking(() => buffer.Get()).Should().Throw<FormatException>();
        FluentActions.Invoking(() => buffer.TryGet(out _)).Should().Throw<FormatException>();
        ValueTask<int> get = buffer.GetAsync();
        await FluentActions.Awaiting(() => get.AsTask()).Should().ThrowAsync<FormatException>("an async call reports by its task");
        isBroken = false;
        Buffers.Drain(buffer).Should().Equal(1, 2, 3);
    }

    [Fact]
    public void PriorityItems_ComparerThrowsAnywhere_KeepsContentAndOrder()
    {
        var random = new Random(5);
        int left = int.MaxValue;
        var items = new PriorityItems<int>(Comparer<int>.Create((x, y) => left-- == 0 ? throw new FormatException() : x.CompareTo(y)));
        var model = new List<int>();
        int failures = 0;
        for (int step = 0; step < 20_000; step++)
        {
            left = random.Next(12);
            int item = random.Next(50);
            bool isPush = items.Count == 0 || (items.Count < 40 && random.Next(2) == 0);
            try
            {
                if (isPush)
                {
                    items.Push(item);
                    model.Add(item);
                }
                else
                {
                    items.Pop().Should().Be(model.Min());
                    model.Remove(model.Min());
                }
            }
            catch (FormatException)
            {
                failures++;
            }

            items.Count.Should().Be(model.Count);
        }

        failures.Should().BeGreaterThan(100);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Get_InterruptedBehindATask_LeavesNoPlaceInTheLine(BufferForm form)
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form);
        Task<int> task = buffer.GetAsync().AsTask();
        var interrupted = new BlockedThread(() => buffer.Get());
        var next = new BlockedThread(() => buffer.Get());
        interrupted.Interrupt();
        interrupted.End().Should().BeOfType<ThreadInterruptedException>();
        buffer.Put(1);
        buffer.Put(2);
        next.End().Should().BeNull();
        task.Wait(Buffers.Forever).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Get_InterruptedAndCompletedAtOnce_KeepsTheInterrupt(BufferForm form)
    {
        for (int round = 0; round < Effort.Pick(quick: 30, full: 500); round++)
        {
            BlockingBuffer<int> buffer = Buffers.Make<int>(form);
            bool isInterrupted = false;
            var get = new BlockedThread(() =>
            {
                try
                {
                    try
                    {
                        buffer.Get();
                    }
                    catch (InvalidOperationException)
                    {
                        lock (buffer)
                            Monitor.Wait(buffer, TimeSpan.FromSeconds(20));
                    }
                }
                catch (ThreadInterruptedException)
                {
                    isInterrupted = true;
                }
            });
            Threads.RunTogether(2, i =>
            {
                if (i == 0)
                    get.Interrupt();
                else
                    buffer.Complete();
            });
            get.End();
            isInterrupted.Should().BeTrue("either the call throws it or the next wait does");
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void PutAndGet_InterruptedAgainAndAgain_LoseNeitherItemsNorWakeUps(BufferForm form)
    {
        const int Pairs = 3;
        const int Each = 50;
        int interrupts = 0;

        // Many short rounds: what a later item wakes again shows only at the end.
        for (int round = 0; round < Effort.Pick(quick: 12, full: 60); round++)
        {
            BlockingBuffer<int> buffer = Buffers.Make<int>(form, 2);
            var ledger = new BufferLedger(Pairs * Each, Pairs, isOrdered: false);
            using var start = new ManualResetEventSlim();
            BlockedThread[] threads =
            [
                .. Enumerable.Range(0, Pairs).Select(pair => new BlockedThread(() => Repeat(start, k => buffer.Put(pair + (Pairs * k))))),
                .. Enumerable.Range(0, Pairs).Select(_ => new BlockedThread(() =>
                {
                    int[] last = ledger.NewConsumer();
                    Repeat(start, _ =>
                    {
                        ledger.Take(buffer.Get(), last);
                        buffer.TaskDone();
                    });
                })),
            ];

            // Wherever a thread happens to be. Not for ever: then all must come to their end.
            start.Set();
            for (int raid = 0; raid < 1_000 && !threads.All(thread => thread.HasEnded); raid++)
            {
                threads[(round + raid) % threads.Length].Interrupt();
                Thread.SpinWait(raid * round % 500);
            }

            foreach (BlockedThread thread in threads)
                thread.End().Should().BeNull("nobody may sleep while there is an item, or space, for him");
            ledger.Taken.Should().Be(Pairs * Each);
            buffer.Count.Should().Be(0);
            buffer.TryJoin(TimeSpan.Zero).Should().BeTrue("puts that failed don't count");
        }

        interrupts.Should().BePositive();

        void Repeat(ManualResetEventSlim start, Action<int> call)
        {
            TryCall(_ => start.Wait(), 0);
            for (int k = 0; k < Each; k++)
            {
                while (!TryCall(call, k))
                    Interlocked.Increment(ref interrupts);
            }
        }

        static bool TryCall(Action<int> call, int k)
        {
            try
            {
                call(k);
                return true;
            }
            catch (ThreadInterruptedException)
            {
                return false;
            }
        }
    }
}
