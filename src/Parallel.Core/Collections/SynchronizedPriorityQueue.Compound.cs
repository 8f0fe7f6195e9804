using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <content>What takes a plain priority queue several calls: each method is one step that nobody gets between.</content>
public sealed partial class SynchronizedPriorityQueue<TElement, TPriority>
{
    /// <summary>Removes the element of the lowest priority if it meets a condition, such as that it is due.</summary>
    /// <param name="match">The condition on the element and its priority. Runs under the lock, at most once.</param>
    /// <param name="element">The element; the default when none was removed.</param>
    /// <param name="priority">Its priority; the default when none was removed.</param>
    /// <returns>False when the queue is empty or its first element doesn't meet the condition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the queue.</exception>
    public bool TryDequeueIf(
        Func<TElement, TPriority, bool> match,
        [MaybeNullWhen(false)] out TElement element,
        [MaybeNullWhen(false)] out TPriority priority)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator version = _queue.UnorderedItems.GetEnumerator();
            if (_queue.TryPeek(out element, out priority))
            {
                bool matches = match(element, priority);
                version.MoveNext(); // throws if the queue is no longer the one whose first element was shown
                if (matches)
                {
                    _queue.Dequeue();
                    return true;
                }
            }

            element = default;
            priority = default;
            return false;
        }
    }

    /// <summary>Removes up to a number of elements, the lowest priority first. O(removed x log <see cref="Count"/>), under the lock.</summary>
    /// <param name="max">The most elements to remove, from 0.</param>
    /// <returns>The elements with their priorities, by rising priority; an empty array when the queue is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> is negative.</exception>
    public (TElement Element, TPriority Priority)[] DequeueRange(int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        lock (_gate)
        {
            var taken = new (TElement Element, TPriority Priority)[Math.Min(max, _queue.Count)];
            for (int i = 0; i < taken.Length && _queue.TryDequeue(out TElement? element, out TPriority? priority); i++)
            {
                taken[i] = (element, priority);
            }

            return taken;
        }
    }

    /// <summary>Removes all elements. O(<see cref="Count"/> x log <see cref="Count"/>), under the lock.</summary>
    /// <returns>The elements with their priorities, by rising priority; an empty array when there are none.</returns>
    public (TElement Element, TPriority Priority)[] Drain() => DequeueRange(int.MaxValue);

    /// <summary>Removes all elements that meet a condition. O(<see cref="Count"/>), and allocates as much.</summary>
    /// <param name="match">
    /// The condition on an element and its priority. Runs under the lock, once for each element, in no particular order; if it throws, nothing is removed.
    /// </param>
    /// <returns>The number of elements removed; 0 for an empty queue.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the queue.</exception>
    public int RemoveAll(Func<TElement, TPriority, bool> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            return PriorityQueueRemoval.RemoveAll(_queue, match);
        }
    }

    /// <summary>Runs several steps as one.</summary>
    /// <param name="action">
    /// Gets the queue inside. Runs under the lock, so nobody else is in between. It must not let the queue escape, and must not be async: the lock
    /// ends with its first await.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update(Action<PriorityQueue<TElement, TPriority>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_queue);
        }
    }

    /// <summary>Runs several steps as one and returns their result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="function">Gets the queue inside; the same rules as for <see cref="Update(Action{PriorityQueue{TElement, TPriority}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TResult>(Func<PriorityQueue<TElement, TPriority>, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_queue);
        }
    }

    /// <summary>Runs several steps as one, told what they need, so that they need not capture it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Passed on to <paramref name="action"/>.</param>
    /// <param name="action">Gets the queue inside; the same rules as for <see cref="Update(Action{PriorityQueue{TElement, TPriority}})"/> hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update<TState>(TState state, Action<PriorityQueue<TElement, TPriority>, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_queue, state);
        }
    }

    /// <summary>Runs several steps as one, told what they need, and returns their result.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Passed on to <paramref name="function"/>.</param>
    /// <param name="function">Gets the queue inside; the same rules as for <see cref="Update(Action{PriorityQueue{TElement, TPriority}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TState, TResult>(TState state, Func<PriorityQueue<TElement, TPriority>, TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_queue, state);
        }
    }
}
