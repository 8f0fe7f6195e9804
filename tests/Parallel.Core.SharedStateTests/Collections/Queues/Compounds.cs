using System.Collections;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>The types under test. A deque is one twice: what leaves first is at its front, or at its end.</summary>
internal static class Compounds
{
    public static readonly Dictionary<string, Func<int[], ICompound>> ByName = new()
    {
        ["queue"] = items => new CompoundQueue(new(items)),
        ["wrapped queue"] = items => new CompoundQueue(new Queue<int>(items).Synchronized()),
        ["stack"] = items => new CompoundStack(new(items.Reverse())),
        ["wrapped stack"] = items => new CompoundStack(new Stack<int>(items.Reverse()).Synchronized()),
        ["deque"] = items => new CompoundDequeFirst(new(items)),
        ["deque backwards"] = items => new CompoundDequeLast(new(items.Reverse())),
        ["priority queue"] = items => new CompoundPriorityQueue(new(items.Select(item => (item, item)))),
        ["wrapped priority queue"] = items => new CompoundPriorityQueue(new PriorityQueue<int, int>(items.Select(item => (item, item))).Synchronized()),
    };

    /// <summary>Those that take several at once by a method of their own.</summary>
    public static readonly string[] WithRanges = ["queue", "wrapped queue", "stack", "wrapped stack", "priority queue", "wrapped priority queue"];

    public static ICompound Create(string type, params int[] items) => ByName[type](items);

    private sealed class CompoundQueue(SynchronizedQueue<int> queue) : ICompound
    {
        public object SyncRoot => ((ICollection)queue).SyncRoot;

        public int[] Items => queue.ToArray();

        public void Add(int item) => queue.Enqueue(item);

        public void AddRange(IEnumerable<int> items) => queue.EnqueueRange(items);

        public void AddSelf() => queue.EnqueueRange(queue);

        public int? TryTake() => queue.TryDequeue(out int item) ? item : null;

        public int? TryTakeIf(Predicate<int> match) => queue.TryDequeueIf(match, out int item) ? item : null;

        public int[] TryTakeRange(int max) => queue.DequeueRange(max);

        public int RemoveAll(Predicate<int> match) => queue.RemoveAll(match);

        public void Update(Action action) => queue.Update(_ => action());

        public TResult Update<TResult>(Func<TResult> function) => queue.Update(_ => function());

        public void Update<TState>(TState state, Action<TState> action) => queue.Update(state, (_, s) => action(s));

        public TResult Update<TState, TResult>(TState state, Func<TState, TResult> function) => queue.Update(state, (_, s) => function(s));
    }

    private sealed class CompoundStack(SynchronizedStack<int> stack) : ICompound
    {
        public object SyncRoot => ((ICollection)stack).SyncRoot;

        public int[] Items => stack.ToArray();

        public void Add(int item) => stack.Push(item);

        public void AddRange(IEnumerable<int> items) => stack.PushRange(items.Reverse());

        public void AddSelf() => stack.PushRange(stack);

        public int? TryTake() => stack.TryPop(out int item) ? item : null;

        public int? TryTakeIf(Predicate<int> match) => stack.TryPopIf(match, out int item) ? item : null;

        public int[] TryTakeRange(int max) => stack.PopRange(max);

        public int RemoveAll(Predicate<int> match) => stack.RemoveAll(match);

        public void Update(Action action) => stack.Update(_ => action());

        public TResult Update<TResult>(Func<TResult> function) => stack.Update(_ => function());

        public void Update<TState>(TState state, Action<TState> action) => stack.Update(state, (_, s) => action(s));

        public TResult Update<TState, TResult>(TState state, Func<TState, TResult> function) => stack.Update(state, (_, s) => function(s));
    }

    private sealed class CompoundDequeFirst(SynchronizedDeque<int> deque) : ICompound
    {
        public object SyncRoot => ((ICollection)deque).SyncRoot;

        public int[] Items => deque.ToArray();

        public void Add(int item) => deque.AddLast(item);

        public void AddRange(IEnumerable<int> items) => deque.AddRangeLast(items);

        public void AddSelf() => deque.AddRangeLast(deque);

        public int? TryTake() => deque.TryRemoveFirst(out int item) ? item : null;

        public int? TryTakeIf(Predicate<int> match) => deque.TryRemoveFirstIf(match, out int item) ? item : null;

        public int[] TryTakeRange(int max) => deque.Update(max, static (items, most) =>
        {
            var taken = new int[Math.Min(most, items.Count)];
            for (int i = 0; i < taken.Length; i++)
                taken[i] = items.RemoveFirst();
            return taken;
        });

        public int RemoveAll(Predicate<int> match) => deque.RemoveAll(match);

        public void Update(Action action) => deque.Update(_ => action());

        public TResult Update<TResult>(Func<TResult> function) => deque.Update(_ => function());

        public void Update<TState>(TState state, Action<TState> action) => deque.Update(state, (_, s) => action(s));

        public TResult Update<TState, TResult>(TState state, Func<TState, TResult> function) => deque.Update(state, (_, s) => function(s));
    }

    private sealed class CompoundDequeLast(SynchronizedDeque<int> deque) : ICompound
    {
        public object SyncRoot => ((ICollection)deque).SyncRoot;

        public int[] Items => [.. deque.ToArray().Reverse()];

        public void Add(int item) => deque.AddFirst(item);

        public void AddRange(IEnumerable<int> items) => deque.AddRangeFirst(items);

        public void AddSelf() => deque.AddRangeFirst(deque);

        public int? TryTake() => deque.TryRemoveLast(out int item) ? item : null;

        public int? TryTakeIf(Predicate<int> match) => deque.TryRemoveLastIf(match, out int item) ? item : null;

        public int[] TryTakeRange(int max) => deque.Update(max, static (items, most) =>
        {
            var taken = new int[Math.Min(most, items.Count)];
            for (int i = 0; i < taken.Length; i++)
                taken[i] = items.RemoveLast();
            return taken;
        });

        public int RemoveAll(Predicate<int> match) => deque.RemoveAll(match);

        public void Update(Action action) => deque.Update(_ => action());

        public TResult Update<TResult>(Func<TResult> function) => deque.Update(_ => function());

        public void Update<TState>(TState state, Action<TState> action) => deque.Update(state, (_, s) => action(s));

        public TResult Update<TState, TResult>(TState state, Func<TState, TResult> function) => deque.Update(state, (_, s) => function(s));
    }

    private sealed class CompoundPriorityQueue(SynchronizedPriorityQueue<int, int> queue) : ICompound
    {
        public object SyncRoot => PriorityQueueSubject.Gate(queue);

        public int[] Items => [.. queue.ToUnorderedArray().Select(item => item.Element).Order()];

        public void Add(int item) => queue.Enqueue(item, item);

        public void AddRange(IEnumerable<int> items) => queue.EnqueueRange(items.Select(item => (item, item)));

        public void AddSelf() => queue.EnqueueRange(queue.ToUnorderedArray());

        public int? TryTake() => queue.TryDequeue(out int item, out _) ? item : null;

        public int? TryTakeIf(Predicate<int> match) => queue.TryDequeueIf((item, _) => match(item), out int item, out _) ? item : null;

        public int[] TryTakeRange(int max) => [.. queue.DequeueRange(max).Select(item => item.Element)];

        public int RemoveAll(Predicate<int> match) => queue.RemoveAll((item, _) => match(item));

        public void Update(Action action) => queue.Update(_ => action());

        public TResult Update<TResult>(Func<TResult> function) => queue.Update(_ => function());

        public void Update<TState>(TState state, Action<TState> action) => queue.Update(state, (_, s) => action(s));

        public TResult Update<TState, TResult>(TState state, Func<TState, TResult> function) => queue.Update(state, (_, s) => function(s));
    }
}
