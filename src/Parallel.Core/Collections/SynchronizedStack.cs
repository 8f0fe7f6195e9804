using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>A <see cref="Stack{T}"/> that any number of threads may use at once: last in, first out, with check-then-act as single methods.</summary>
/// <typeparam name="T">The type of the items; null is an item like any other.</typeparam>
/// <remarks>
/// <b>Thread safety:</b> every member is atomic; what it returns was true at one moment during the call. Enumerating, <see cref="ToArray"/> and
/// <see cref="CopyTo"/> work on a snapshot, so a loop over the stack never fails because somebody changes it, and doesn't see the change. <b>Order:</b> the
/// newest item leaves first; snapshots begin with it. <b>Complexity:</b> that of <see cref="Stack{T}"/> plus one lock. Adding and removing single items
/// allocates nothing while the capacity suffices. What returns an array or enumerates allocates one, <see cref="RemoveAll"/> one of what stays, and what
/// takes items a copy of them, unless they are an array. <b>Blocking:</b> a call waits while another thread is inside; none waits for an item to arrive.
/// <para>
/// Predicates, the items' <see cref="object.Equals(object)"/> and what is passed to <see cref="Locked(Action{Stack{T}})"/> run while the lock is held: keep
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
                return _stack.Count;
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
            _stack.Push(item);
    }

    /// <summary>Removes the item on top.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The stack is empty. <see cref="TryPop"/> is what threads that share a stack need.</exception>
    public T Pop()
    {
        lock (_gate)
            return _stack.Pop();
    }

    /// <summary>Removes the item on top, if there is one.</summary>
    /// <param name="item">The item; the default when the stack is empty.</param>
    /// <returns>False when the stack is empty.</returns>
    public bool TryPop([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
            return _stack.TryPop(out item);
    }

    /// <summary>Reads the item on top and leaves it there.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    public T Peek()
    {
        lock (_gate)
            return _stack.Peek();
    }

    /// <summary>Reads the item on top and leaves it there, if there is one.</summary>
    /// <param name="item">The item; the default when the stack is empty.</param>
    /// <returns>False when the stack is empty.</returns>
    public bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
            return _stack.TryPeek(out item);
    }

    /// <summary>Tells whether the stack holds an item. O(<see cref="Count"/>).</summary>
    /// <param name="item">The item, compared by the default equality of its type.</param>
    /// <returns>Whether an equal item is there; false for an empty stack.</returns>
    public bool Contains(T item)
    {
        lock (_gate)
            return _stack.Contains(item);
    }

    /// <summary>Removes all items and keeps the capacity.</summary>
    public void Clear()
    {
        lock (_gate)
            _stack.Clear();
    }

    /// <summary>Makes room for a number of items in all.</summary>
    /// <param name="capacity">The items that must fit in without growing, from 0.</param>
    /// <returns>The capacity, at least what was asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public int EnsureCapacity(int capacity)
    {
        lock (_gate)
            return _stack.EnsureCapacity(capacity);
    }

    /// <summary>Gives back memory that the items don't need, if that is more than a tenth.</summary>
    public void TrimExcess()
    {
        lock (_gate)
            _stack.TrimExcess();
    }

    /// <summary>Copies the items as they are at one moment.</summary>
    /// <returns>The items from the top down; an empty array when there are none.</returns>
    public T[] ToArray()
    {
        lock (_gate)
            return _stack.ToArray();
    }

    /// <summary>Copies the items as they are at one moment into an array.</summary>
    /// <param name="array">Where the items go, from the top down.</param>
    /// <param name="arrayIndex">The place of the topmost item, from 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="arrayIndex"/> is negative or beyond the array's end.</exception>
    /// <exception cref="ArgumentException">The items don't fit in.</exception>
    public void CopyTo(T[] array, int arrayIndex)
    {
        lock (_gate)
            _stack.CopyTo(array, arrayIndex);
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
            ((ICollection)_stack).CopyTo(array, index);
    }

    /// <summary>Enumerates the items as they are now; later changes are not seen and do no harm.</summary>
    /// <returns>An enumerator over a copy, from the top down; for an empty stack it ends at once.</returns>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SynchronizedStack<T> Wrap(Stack<T> stack) => new(stack);
}
