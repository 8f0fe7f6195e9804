namespace ParallelCore.Collections;

/// <summary>
/// Makes an ordinary collection safe for several threads by wrapping it. The collection is used as it is, not copied: from then on, reach it
/// through the wrapper only.
/// </summary>
/// <remarks>
/// <b>Thread safety:</b> the wrapper is thread-safe; wrapping is not, and the original must no longer be used by itself, not even for reading.
/// Wrapping it twice gives two locks that don't know each other, which is the same as none. <b>Order:</b> the original's.
/// <b>Complexity:</b> O(1), two objects. <b>Blocking:</b> never.
/// </remarks>
public static partial class SynchronizedExtensions
{
    /// <summary>Wraps a list, without copying it.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="list">The list; not to be used by itself any more.</param>
    /// <returns>A thread-safe list over the same storage; empty if the list is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="list"/> is null.</exception>
    /// <example><code>
    /// SynchronizedList&lt;int&gt; found = new List&lt;int&gt;(capacity: 100).Synchronized();
    /// Parallel.For(0, 100, i => found.Add(i));
    /// </code></example>
    public static SynchronizedList<T> Synchronized<T>(this List<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return SynchronizedList<T>.Wrap(list);
    }

    /// <summary>Wraps a dictionary, without copying it.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="dictionary">The dictionary; not to be used by itself any more.</param>
    /// <returns>A thread-safe dictionary over the same storage, with the same comparer; empty if the dictionary is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="dictionary"/> is null.</exception>
    /// <example><code>
    /// SynchronizedDictionary&lt;string, int&gt; ages = new Dictionary&lt;string, int&gt; { ["Ada"] = 36 }.Synchronized();
    /// ages.AddOrUpdate("Ada", 0, (_, age) => age + 1);
    /// </code></example>
    public static SynchronizedDictionary<TKey, TValue> Synchronized<TKey, TValue>(this Dictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        return SynchronizedDictionary<TKey, TValue>.Wrap(dictionary);
    }

    /// <summary>Wraps a set, without copying it.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="set">The set; not to be used by itself any more.</param>
    /// <returns>A thread-safe set over the same storage, with the same comparer; empty if the set is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="set"/> is null.</exception>
    /// <example><code>
    /// SynchronizedSet&lt;int&gt; seen = new HashSet&lt;int&gt; { 1, 2 }.Synchronized();
    /// bool isNew = seen.Add(3);
    /// </code></example>
    public static SynchronizedSet<T> Synchronized<T>(this HashSet<T> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return SynchronizedSet<T>.Wrap(set);
    }
}

/// <content>Queues, stacks and priority queues.</content>
public static partial class SynchronizedExtensions
{
    /// <summary>Makes an existing queue usable by several threads at once.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="queue">The queue. It is used directly, not copied: from now on, go through the result only.</param>
    /// <returns>The wrapper; an empty queue gives an empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="queue"/> is null.</exception>
    public static SynchronizedQueue<T> Synchronized<T>(this Queue<T> queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return SynchronizedQueue<T>.Wrap(queue);
    }

    /// <summary>Makes an existing stack usable by several threads at once.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="stack">The stack. It is used directly, not copied: from now on, go through the result only.</param>
    /// <returns>The wrapper; an empty stack gives an empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stack"/> is null.</exception>
    public static SynchronizedStack<T> Synchronized<T>(this Stack<T> stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return SynchronizedStack<T>.Wrap(stack);
    }

    /// <summary>Makes an existing priority queue usable by several threads at once.</summary>
    /// <typeparam name="TElement">The type of the elements.</typeparam>
    /// <typeparam name="TPriority">The type of the priorities.</typeparam>
    /// <param name="queue">The queue. It is used directly, not copied: from now on, go through the result only.</param>
    /// <returns>The wrapper; an empty queue gives an empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="queue"/> is null.</exception>
    public static SynchronizedPriorityQueue<TElement, TPriority> Synchronized<TElement, TPriority>(this PriorityQueue<TElement, TPriority> queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return SynchronizedPriorityQueue<TElement, TPriority>.Wrap(queue);
    }
}
