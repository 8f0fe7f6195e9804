using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <content>What takes a plain stack several calls: each method is one step that nobody gets between.</content>
public sealed partial class SynchronizedStack<T>
{
    /// <summary>Adds items on top, one after the other, with nobody else's between them.</summary>
    /// <param name="items">
    /// The items, the last of which ends up on top; may be empty, or the stack itself. They are read before the lock is taken: if that throws, nothing has
    /// been added.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public void PushRange(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] added = ItemSnapshot.Of(items);
        lock (_gate)
            PushEach(added);
    }

    /// <summary>Adds an item on top unless the stack holds an equal one. O(<see cref="Count"/>).</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether it was added.</returns>
    public bool PushIfAbsent(T item)
    {
        lock (_gate)
        {
            if (_stack.Contains(item))
                return false;
            _stack.Push(item);
            return true;
        }
    }

    /// <summary>Removes the item on top if it meets a condition.</summary>
    /// <param name="match">The condition. Runs under the lock, at most once.</param>
    /// <param name="item">The item; the default when none was removed.</param>
    /// <returns>False when the stack is empty or its topmost item doesn't meet the condition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the stack.</exception>
    public bool TryPopIf(Predicate<T> match, [MaybeNullWhen(false)] out T item)
    {
        ArgumentNullException.ThrowIfNull(match);
        return TryPopIf(match, static (item, match) => match(item), out item);
    }

    /// <summary>Removes the item on top if it meets a condition that is told what it needs, so that it need not capture it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Passed on to <paramref name="match"/>.</param>
    /// <param name="match">The condition. Runs under the lock, at most once.</param>
    /// <param name="item">The item; the default when none was removed.</param>
    /// <returns>False when the stack is empty or its topmost item doesn't meet the condition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the stack.</exception>
    public bool TryPopIf<TState>(TState state, Func<T, TState, bool> match, [MaybeNullWhen(false)] out T item)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            Stack<T>.Enumerator items = _stack.GetEnumerator();
            if (items.MoveNext())
            {
                item = items.Current;
                bool matches = match(item, state);
                items.MoveNext(); // throws if the stack is no longer the one whose top was shown
                if (matches)
                {
                    _stack.Pop();
                    return true;
                }
            }

            item = default;
            return false;
        }
    }

    /// <summary>Removes up to a number of items from the top.</summary>
    /// <param name="max">The most items to remove, from 0.</param>
    /// <returns>The items, the newest first; an empty array when the stack is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> is negative.</exception>
    public T[] PopRange(int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        lock (_gate)
        {
            var taken = new T[Math.Min(max, _stack.Count)];
            DrainTo(taken);
            return taken;
        }
    }

    /// <summary>Removes items from the top into memory of the caller, as many as there are and fit. Allocates nothing.</summary>
    /// <param name="destination">Where the items go, from its start, the newest first; what isn't needed is left as it is.</param>
    /// <returns>The number of items removed; 0 when the stack or the destination is empty.</returns>
    public int DrainTo(Span<T> destination)
    {
        lock (_gate)
        {
            int count = Math.Min(destination.Length, _stack.Count);
            for (int i = 0; i < count; i++)
                destination[i] = _stack.Pop();
            return count;
        }
    }

    /// <summary>Removes all items.</summary>
    /// <returns>The items, the newest first; an empty array when there are none.</returns>
    public T[] Drain()
    {
        lock (_gate)
        {
            T[] all = _stack.ToArray();
            _stack.Clear();
            return all;
        }
    }

    /// <summary>Replaces all items by others.</summary>
    /// <param name="items">
    /// The new items, the last of which ends up on top; may be empty. They are read before the lock is taken: if that throws, nothing has changed.
    /// </param>
    /// <returns>The items there were, the newest first; an empty array when there were none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public T[] ExchangeAll(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] added = ItemSnapshot.Of(items);
        lock (_gate)
        {
            T[] previous = _stack.ToArray();
            _stack.EnsureCapacity(added.Length);
            _stack.Clear();
            PushEach(added);
            return previous;
        }
    }

    /// <summary>Removes all items that meet a condition; the others keep their order. O(<see cref="Count"/>), and allocates as much.</summary>
    /// <param name="match">The condition. Runs under the lock, once for each item, from the top; if it throws, nothing is removed.</param>
    /// <returns>The number of items removed; 0 for an empty stack.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the stack.</exception>
    public int RemoveAll(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            T[] kept = _stack.Where(item => !match(item)).ToArray();
            int removed = _stack.Count - kept.Length;
            if (removed > 0)
            {
                _stack.Clear();
                Array.Reverse(kept);
                PushEach(kept);
            }

            return removed;
        }
    }

    /// <summary>Runs several steps as one.</summary>
    /// <param name="action">
    /// Gets the stack inside. Runs under the lock, so nobody else is in between. It must not let the stack escape, and must not be async: the lock
    /// ends with its first await.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Locked(Action<Stack<T>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
            action(_stack);
    }

    /// <summary>Runs several steps as one and returns their result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="function">Gets the stack inside; the same rules as for <see cref="Locked(Action{Stack{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Locked<TResult>(Func<Stack<T>, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
            return function(_stack);
    }

    /// <summary>Runs several steps as one, told what they need, so that they need not capture it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Passed on to <paramref name="action"/>.</param>
    /// <param name="action">Gets the stack inside; the same rules as for <see cref="Locked(Action{Stack{T}})"/> hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Locked<TState>(TState state, Action<Stack<T>, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
            action(_stack, state);
    }

    /// <summary>Runs several steps as one, told what they need, and returns their result.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Passed on to <paramref name="function"/>.</param>
    /// <param name="function">Gets the stack inside; the same rules as for <see cref="Locked(Action{Stack{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Locked<TState, TResult>(TState state, Func<Stack<T>, TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
            return function(_stack, state);
    }

    private void PushEach(T[] items)
    {
        _stack.EnsureCapacity(_stack.Count + items.Length);
        foreach (T item in items)
            _stack.Push(item);
    }
}
