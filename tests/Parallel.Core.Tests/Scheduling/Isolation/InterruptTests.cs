using System.Reflection;
using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>The engine's own waits aren't ended by <see cref="Thread.Interrupt"/>: it stays for the next wait of the interrupted thread's own.</summary>
public sealed class InterruptTests
{
    /// <summary>The first call of a process has tests of its own.</summary>
    public InterruptTests() => Schedulers.On(1, static () => { });

    public static TheoryData<string> Forms => CallForms.Ours;

    [Theory]
    [MemberData(nameof(Forms))]
    public void Call_InterruptPending_RunsAndKeepsIt(string form)
    {
        CallForm call = CallForms.Named(form);
        foreach (bool together in call.Ways)
        {
            Threads.RunOnce(() =>
            {
                int ran = 0;
                Thread.CurrentThread.Interrupt();
                call.Run(together, () => Interlocked.Increment(ref ran));
                ran.Should().BeGreaterThanOrEqualTo(2);
                TakeInterrupt().Should().BeTrue();
            });
        }
    }

    [Fact]
    public void Call_InterruptedWhileItWaits_ReturnsWhenTheOtherSideHasEnded() => Threads.RunOnce(() =>
    {
        Thread caller = Thread.CurrentThread;
        var taken = new Meeting();
        bool hasEnded = false;
        Schedulers.On(2, () => ForkJoin.Invoke(taken.Arrive, () =>
        {
            taken.Arrive();
            caller.Interrupt();
            Thread.SpinWait(100_000);
            Volatile.Write(ref hasEnded, true);
        }));
        hasEnded.Should().BeTrue();
        TakeInterrupt().Should().BeTrue();
    });

    [Fact]
    public void Run_InterruptPendingWhileLocksAreHeld_StartsItsThreads() => Threads.RunOnce(() =>
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 3 });
        var options = new RangeOptions { Scheduler = scheduler };
        scheduler.Run(static () => { });
        var two = new Meeting();
        bool hasBegun = false;
        WhileLocksAreHeld(scheduler, () => Volatile.Read(ref hasBegun), () => ParallelRange.Run(0, 2, 1, _ =>
        {
            Volatile.Write(ref hasBegun, true);
            two.Arrive();
        }, options));

        // Nobody counts as awake who isn't, so all can be had.
        var three = new Meeting(3);
        ParallelRange.Run(0, 3, 1, _ => three.Arrive(), options);
        scheduler.Dispose();
    });

    [Fact]
    public void QueueTask_InterruptPendingWhileLocksAreHeld_TaskRuns() => Threads.RunOnce(() =>
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        Task? task = null;
        WhileLocksAreHeld(
            scheduler,
            static () => false,
            () => task = Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.None, scheduler.AsTaskScheduler()));
        task!.Wait();
        scheduler.Dispose();
    });

    [Fact]
    public void Dispose_InterruptPending_WaitsForTheThreads() => Threads.RunOnce(() =>
    {
        WorkStealingScheduler scheduler = Busy(out Thread thread);
        Thread.CurrentThread.Interrupt();
        scheduler.Dispose();
        thread.IsAlive.Should().BeFalse();
        TakeInterrupt().Should().BeTrue();
    });

    [Fact]
    public void Dispose_InterruptPendingWhileLocksAreHeld_WaitsForTheThreads() => Threads.RunOnce(() =>
    {
        WorkStealingScheduler scheduler = Busy(out Thread thread);
        WhileLocksAreHeld(scheduler, static () => false, scheduler.Dispose);
        thread.IsAlive.Should().BeFalse();
    });

    /// <summary>A scheduler whose only thread, given out, runs a piece of another caller's that ends a while after the scheduler was told to stop.</summary>
    private static WorkStealingScheduler Busy(out Thread thread)
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        var both = new Meeting();
        Thread? busy = null;
        var caller = new Thread(() => scheduler.Run(() => ForkJoin.Invoke(both.Arrive, () =>
        {
            Volatile.Write(ref busy, Thread.CurrentThread);
            both.Arrive();
            Meeting.Await(() => scheduler.IsDisposed);
            Thread.SpinWait(100_000);
        }))) { IsBackground = true };
        caller.Start();
        Meeting.Await(() => Volatile.Read(ref busy) is not null);
        thread = busy!;
        return scheduler;
    }

    /// <summary>Calls with an interrupt pending, while another thread holds every lock of the scheduler until the caller waits, has begun to run a body, or has returned.</summary>
    private static void WhileLocksAreHeld(WorkStealingScheduler scheduler, Func<bool> hasBegun, Action call)
    {
        Thread caller = Thread.CurrentThread;
        using var held = new ManualResetEventSlim();
        bool hasReturned = false;
        var holder = new Thread(() =>
        {
            object[] locks = [.. LocksOf(scheduler)];
            foreach (object each in locks)
                Monitor.Enter(each);
            held.Set();
            Meeting.Await(() => caller.IsAlive && (Volatile.Read(ref hasReturned) || hasBegun() || (caller.ThreadState & ThreadState.WaitSleepJoin) != 0));
            foreach (object each in locks)
                Monitor.Exit(each);
        });
        holder.Start();
        held.Wait();
        Thread.CurrentThread.Interrupt();
        Exception? error = Record.Exception(call);
        Volatile.Write(ref hasReturned, true);
        bool wasKept = TakeInterrupt();
        holder.Join();
        error.Should().BeNull();
        wasKept.Should().BeTrue();
    }

    /// <summary>Whether the current thread was interrupted; it isn't afterwards.</summary>
    private static bool TakeInterrupt()
    {
        using var never = new ManualResetEvent(false);
        return Record.Exception(() => never.WaitOne(0)) is ThreadInterruptedException;
    }

    /// <summary>The plain objects that an object of the library holds, itself or through others of the library's: what they are there for is to be locked.</summary>
    private static HashSet<object> LocksOf(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var locks = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var left = new Stack<object>([root]);
        while (left.TryPop(out object? item))
        {
            Type type = item.GetType();
            if (!seen.Add(item))
                continue;
            if (type == typeof(object))
                locks.Add(item);
            else if (item is object?[] array)
                Push(array);
            else if (type.Assembly == typeof(WorkStealingScheduler).Assembly)
                Push(FieldsOf(type).Select(field => field.GetValue(item)));
        }

        return locks;

        void Push(IEnumerable<object?> items)
        {
            foreach (object? item in items)
            {
                if (item is not null)
                    left.Push(item);
            }
        }
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (Type? each = type; each is not null; each = each.BaseType)
        {
            foreach (FieldInfo field in each.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsValueType && !field.FieldType.IsPointer)
                    yield return field;
            }
        }
    }
}
