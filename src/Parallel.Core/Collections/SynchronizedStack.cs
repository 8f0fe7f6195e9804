using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>A <see cref="Stack{T}"/> that any number of threads may use at once: last in, first out, with check-then-act as single methods.</summary>
/// <typeparam name="T">The type of the items; null is an item like any other.</typeparam>
/// <remarks>
/// <b>Thread safety:</b> every member is atomic; what it returns was true at one moment during the call. Enumerating and
/// <see cref="ToArray"/> work on a snapshot, so a loop over the stack never fails because somebody changes it, and doesn't see the change. <b>Order:</b> the
/// newest item leaves first; snapshots begin with it. <b>Complexity:</b> that of <see cref="Stack{T}"/> plus one lock. Adding and removing single items
/// allocates nothing while the capacity suffices. What returns an array or enumerates allocates one, <see cref="RemoveAll"/> one of what stays, and what
/// takes items a copy of them, unless they are an array. <b>Blocking:</b> a call waits while another thread is inside; none waits for an item to arrive.
/// <para>
/// Predicates, the items' <see cref="object.Equals(object)"/> and what is passed to <see cref="Update(Action{Stack{T}})"/> run while the lock is held: keep
/// them short, and never wait in them for a thread that uses the stack. They may use the stack themselves, on the same thread. A predicate that changes it
/// makes the method that called it throw <see cref="InvalidOperationException"/> and do nothing more; the predicate's own change stays.
/// </para>
/// <para>To wrap a stack that you have, without copying it, call <see cref="SynchronizedExtensions.Synchronized{T}(Stack{T})"/>.</para>
/// </remarks>
/// <example><code>
/// var stack = new SynchronizedStack&lt;int&gt;([1, 2, 3]);
/// stack.Push(4);
/// while (stack.TryPop(out int item))
///     Console.WriteLine(item);
/// </code></example>
[DebuggerDisplay("Count = {_stack.Count}")]
public sealed partial class SynchronizedStack<T> : IReadOnlyCollection<T>, ICollection
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly Stack<T> _stack;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly object _gate = new();

    /// <summary>Creates an empty stack.</summary>
    public SynchronizedStack() => _stack = new Stack<T>();

    /// <summary>Creates an empty stack with room for a number of items.</summary>
    /// <param name="capacity">The items that fit in before it has to grow, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public SynchronizedStack(int capacity) => _stack = new Stack<T>(capacity);

    /// <summary>Creates a stack that holds copies of the items of a collection.</summary>
    /// <param name="collection">The items, in the order in which they are pushed, so that the last one is on top; may be empty.</param>
    /// <exception cref="ArgumentNullException"><paramref name="collection"/> is null.</exception>
    public SynchronizedStack(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        _stack = new Stack<T>(ItemSnapshot.Of(collection));
    }

    private SynchronizedStack(Stack<T> stack) => _stack = stack;

    /// <summary>The number of items.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _stack.Count;
            }
        }
    }

    bool ICollection.IsSynchronized => true;

    /// <summary>The very lock that the members take.</summary>
    object ICollection.SyncRoot => _gate;

    /// <summary>Adds an item on top.</summary>
    /// <param name="item">The item.</param>
    public void Push(T item)
    {
        lock (_gate)
        {
            _stack.Push(item);
        }
    }

    /// <summary>Removes the item on top.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The stack is empty. <see cref="TryPop"/> is what threads that share a stack need.</exception>
    public T Pop()
    {
        lock (_gate)
        {
            return _stack.Pop();
        }
    }

    /// <summary>Removes the item on top, if there is one.</summary>
    /// <param name="item">The item; the default when the stack is empty.</param>
    /// <returns>False when the stack is empty.</returns>
    public bool TryPop([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            return _stack.TryPop(out item);
        }
    }

    /// <summary>Reads the item on top and leaves it there.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    public T Peek()
    {
        lock (_gate)
        {
            return _stack.Peek();
        }
    }

    /// <summary>Reads the item on top and leaves it there, if there is one.</summary>
    /// <param name="item">The item; the default when the stack is empty.</param>
    /// <returns>False when the stack is empty.</returns>
    public bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            return _stack.TryPeek(out item);
        }
    }

    /// <summary>Tells whether the stack holds an item. O(<see cref="Count"/>).</summary>
    /// <param name="item">The item, compared by the default equality of its type.</param>
    /// <returns>Whether an equal item is there; false for an empty stack.</returns>
    public bool Contains(T item)
    {
        lock (_gate)
        {
            return _stack.Contains(item);
        }
    }

    /// <summary>Removes all items and keeps the capacity.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _stack.Clear();
        }
    }

    /// <summary>Copies the items as they are at one moment.</summary>
    /// <returns>The items from the top down; an empty array when there are none.</returns>
    public T[] ToArray()
    {
        lock (_gate)
        {
            return _stack.ToArray();
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
        {
            ((ICollection)_stack).CopyTo(array, index);
        }
    }

    /// <summary>Enumerates the items as they are now; later changes are not seen and do no harm.</summary>
    /// <returns>An enumerator over a copy, from the top down; for an empty stack it ends at once.</returns>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SynchronizedStack<T> Wrap(Stack<T> stack) => new(stack);
}

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
        {
            PushEach(added);
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
        lock (_gate)
        {
            Stack<T>.Enumerator items = _stack.GetEnumerator();
            if (items.MoveNext())
            {
                item = items.Current;
                bool matches = match(item);
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
            for (int i = 0; i < taken.Length; i++)
            {
                taken[i] = _stack.Pop();
            }

            return taken;
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
    public void Update(Action<Stack<T>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_stack);
        }
    }

    /// <summary>Runs several steps as one and returns their result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="function">Gets the stack inside; the same rules as for <see cref="Update(Action{Stack{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TResult>(Func<Stack<T>, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_stack);
        }
    }

    /// <summary>Runs several steps as one, told what they need, so that they need not capture it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Passed on to <paramref name="action"/>.</param>
    /// <param name="action">Gets the stack inside; the same rules as for <see cref="Update(Action{Stack{T}})"/> hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update<TState>(TState state, Action<Stack<T>, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_stack, state);
        }
    }

    /// <summary>Runs several steps as one, told what they need, and returns their result.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Passed on to <paramref name="function"/>.</param>
    /// <param name="function">Gets the stack inside; the same rules as for <see cref="Update(Action{Stack{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TState, TResult>(TState state, Func<Stack<T>, TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_stack, state);
        }
    }

    private void PushEach(T[] items)
    {
        _stack.EnsureCapacity(_stack.Count + items.Length);
        foreach (T item in items)
        {
            _stack.Push(item);
        }
    }
}
