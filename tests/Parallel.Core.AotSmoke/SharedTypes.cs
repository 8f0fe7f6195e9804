using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.ObjectPool;
using ParallelCore.Collections;
using ParallelCore.Counters;

namespace ParallelCore.AotSmoke;

/// <summary>One use of each counter and collection, from the bodies of a loop.</summary>
internal static class SharedTypes
{
    private const int Count = 10_000;
    private const long Sum = (long)Count * (Count - 1) / 2;

    /// <summary>What was measured, and what it should be.</summary>
    public static IEnumerable<(string Name, long Actual, long Expected)> Check()
    {
        var counter = new StripedCounter();
        StripedAccumulator<decimal> sum = StripedAccumulator.Sum<decimal>();
        var own = new StripedAccumulator<(int Count, long Sum)>((0, 0), static (left, right) => (left.Count + right.Count, left.Sum + right.Sum));
        var range = new MinMax<double>();
        var histogram = new ConcurrentHistogram();
        var sequence = new IdSequence();
        var atomic = new AtomicInt64();
        var number = new AtomicDouble();
        var reference = new AtomicReference<string>("");
        var flag = new AtomicBoolean();
        var collector = new OrderedCollector<int>();
        SynchronizedList<int> list = new List<int>().Synchronized();
        SynchronizedDictionary<int, int> dictionary = new Dictionary<int, int>().Synchronized();
        SynchronizedSet<int> set = new HashSet<int>().Synchronized();
        SynchronizedQueue<int> queue = new Queue<int>().Synchronized();
        SynchronizedStack<int> stack = new Stack<int>().Synchronized();
        var deque = new SynchronizedDeque<int>([], maxLength: 3);
        SynchronizedPriorityQueue<int, int> ordered = new PriorityQueue<int, int>().Synchronized();
        BlockingBuffer<int> buffer = BlockingBuffer.Priority<int>();
        var guarded = new Guarded<long>(0, "sum");
        var shared = new ReadWriteGuarded<long>(0);
        var gate = new SerialGate();
        using RefCounted<MemoryStream> stream = RefCounted.Create(new MemoryStream());
        using var local = new WorkerLocal<StringBuilder>(new DefaultObjectPoolProvider().CreateStringBuilderPool());
        using var meter = new Meter("smoke");
        LockOrder.IsChecked = true;
        ParallelRange.Run(0, Count, i =>
        {
            counter.Increment();
            sum.Add(i);
            own.Add((1, i));
            range.Add(i);
            histogram.Record(i);
            sequence.Next();
            atomic.Add(i);
            number.Add(1);
            reference.Update(static text => text.Length < 5 ? text + "x" : text);
            flag.TrySet();
            collector.Add(i, i);
            list.Add(i);
            dictionary.AddOrUpdate(i % 10, 1, static (_, count) => count + 1);
            set.Add(i % 100);
            queue.Enqueue(i);
            stack.Push(i);
            deque.AddLast(i);
            ordered.Enqueue(i, -i);
            buffer.Put(i);
            using (Guard<long> guard = guarded.Lock())
                guard.Value += i;
            shared.Update(static (ref long value) => value++);
            gate.Run(local, static builders => builders.Value.Clear().Append(1));
            using RefCounted<MemoryStream> handle = stream.Share();
        });
        LockOrder.IsChecked = false;
        buffer.Complete();
        ObservableCounter<long> instrument = meter.CreateObservableCounter("counter", counter);
        yield return ("instrument", instrument.Name.Length, 7);
        yield return ("counter", counter.Sum(), Count);
        yield return ("accumulator", (long)sum.Result(), Sum);
        yield return ("own accumulation", own.Result().Sum, Sum);
        yield return ("range", (long)range.Max, Count - 1);
        yield return ("histogram", histogram.Snapshot().Count, Count);
        yield return ("sequence", sequence.HighestReserved >= Count ? 1 : 0, 1);
        yield return ("atomic", atomic.Value, Sum);
        yield return ("atomic double", (long)number.Value, Count);
        yield return ("atomic reference", reference.Value.Length, 5);
        yield return ("atomic flag", flag.Value ? 1 : 0, 1);
        yield return ("collector", collector.ToArray().AsSpan().SequenceEqual([.. Enumerable.Range(0, Count)]) ? 1 : 0, 1);
        yield return ("list", list.ToArray().Sum(item => (long)item), Sum);
        yield return ("dictionary", dictionary.Values.Sum(), Count);
        yield return ("set", set.Count, 100);
        yield return ("queue", queue.Count, Count);
        yield return ("stack", stack.Count, Count);
        yield return ("deque", deque.Count, 3);
        yield return ("priority queue", ordered.Dequeue(), Count - 1);
        yield return ("buffer", buffer.GetAll().First(), 0);
        yield return ("guarded", guarded.Read(static value => value), Sum);
        yield return ("read-write guarded", shared.Read(static value => value), Count);
        yield return ("gate", gate.Statistics.Entries, Count);
    }
}
