using ParallelCore.Collections;
using ParallelCore.Counters;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>One of each type that bodies share, and a plain record of who wrote.</summary>
internal sealed class SharedState : IDisposable
{
    private const int Keys = 7;
    private const int Takes = 50;

    private readonly int[] _hits;
    private readonly StripedCounter _counter = new();
    private readonly StripedAccumulator<decimal> _sum = StripedAccumulator.Sum<decimal>();
    private readonly MinMax<int> _range = new();
    private readonly ConcurrentHistogram _histogram = new();
    private readonly IdSequence _sequence = new();
    private readonly AtomicDouble _double = new();
    private readonly OrderedCollector<int> _collector = new();
    private readonly OrderedCollector<long> _ids = new();
    private readonly SynchronizedDictionary<int, int> _dictionary = new();
    private readonly SynchronizedDeque<int> _last = new([], maxLength: 5);
    private readonly BlockingBuffer<int> _buffer = BlockingBuffer.Fifo<int>();
    private readonly Guarded<(int Count, long Sum)> _guarded = new((0, 0));
    private readonly SerialGate _gate = new();
    private readonly RefCounted<CountedDisposable> _shared = RefCounted.Create(new CountedDisposable());
    private readonly CountedDisposable _resource;
    private readonly WorkerLocal<List<int>> _local = new(static () => []);
    private long _taken;
    private int _gated;

    public SharedState(int count)
    {
        _hits = new int[count];
        _resource = _shared.Value;
    }

    public void Write(int index)
    {
        Interlocked.Increment(ref _hits[index]);
        _counter.Increment();
        if (index % Takes == 0)
        {
            Interlocked.Add(ref _taken, _counter.SumThenReset());
        }

        _sum.Add(index);
        _range.Add(index);
        _histogram.Record(index);
        _ids.Add(0, _sequence.Next());
        _double.Add(1);
        _collector.Add(index, index);
        _dictionary.AddOrUpdate(index % Keys, 1, static (_, count) => count + 1);
        _last.AddLast(index);
        _buffer.Put(index);
        using (Guard<(int Count, long Sum)> guard = _guarded.Lock())
        {
            guard.Value.Count++;
            guard.Value.Sum += index;
        }

        using (_gate.Enter())
        {
            _gated++;
        }

        using (RefCounted<CountedDisposable> handle = _shared.Share())
        {
            handle.Value.Use();
        }

        _local.Value.Add(index);
    }

    public void Judge(object operation, int workers, Verdict verdict)
    {
        int[] written = [.. Enumerable.Range(0, _hits.Length).Where(i => _hits[i] == 1)];
        long sum = written.Sum(i => (long)i);
        Check(_hits.All(hits => hits <= 1), "an index ran twice");
        Check(_counter.Sum() + _taken == written.Length, "the counter");
        Check(_sum.Result() == sum, "the accumulator");
        Check(_range.TryGet(out int min, out int max) ? (min, max) == (written[0], written[^1]) : written.Length == 0, "the range");
        Check(_histogram.Snapshot().Count == written.Length, "the histogram");
        Check(_ids.ToUnorderedArray().Distinct().Count() == written.Length, "the ids");
        Check(_double.Value == written.Length, "the atomic double");
        Check(_collector.ToArray().AsSpan().SequenceEqual(written), "the collector");
        Check(_dictionary.Values.Sum() == written.Length, "the dictionary");
        Check(_last.Count == Math.Min(5, written.Length) && _last.All(i => _hits[i] == 1), "the deque");
        Check(_guarded.Read(static value => value) == (written.Length, sum), "the guarded value");
        Check(_gated == written.Length && _gate.Statistics.Entries == written.Length, "the gate");
        _buffer.Complete();
        Check(_buffer.GetAll().Order().SequenceEqual(written), "the buffer");
        IReadOnlyList<List<int>> locals = _local.Values;
        Check(locals.Count <= workers && locals.SelectMany(items => items).Order().SequenceEqual(written), "the worker-local lists");
        Check(!_resource.IsDisposed && _resource.Uses == written.Length, "the shared resource");
        _shared.Dispose();
        Check(_resource.IsDisposed, "the shared resource's end");

        void Check(bool isRight, string what) => verdict.Check(isRight, $"{operation}: {what} is wrong");
    }

    public void Dispose()
    {
        _shared.Dispose();
        _local.Dispose();
    }
}
