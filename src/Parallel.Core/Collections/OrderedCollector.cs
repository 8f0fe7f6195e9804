using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>Collects the results of a parallel loop: threads add without waiting for each other, and the results come out in the order of their
/// indices.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <remarks>
/// <para>For loops that yield a number of results that isn't known before, such as a filter. Where each index yields exactly one, write into an array by
/// index.</para>
/// <para><b>Thread safety:</b> all members, from any threads at once. What reads while others add sees, of each thread, the items that it added first, up to
/// some point: all whose addition ended before the call, and perhaps some that run at the same time. It is exact once the loop has returned.</para>
/// <para><b>Order:</b> ascending indices; items under one index in the order in which a thread added them. Between items of several threads under one index it
/// is not defined.</para>
/// <para><b>Complexity:</b> adding is O(1). Under consecutive indices, or many times under one, it costs no memory but the item's own; otherwise the index and
/// a position more. Memory comes in blocks of growing size, up to a megabyte, and nothing is moved before the result is asked for, which copies each item once,
/// in stretches. A thread that goes back to a lower index starts another sequence; s sequences are merged in O(n + m log s), m being how often they take
/// turns.</para>
/// <para><b>Blocking:</b> never, but for a few instructions when a thread adds its first item. Only threads beyond the first few dozen that live at the same
/// time share a lock.</para>
/// </remarks>
/// <example><code>
/// var primes = new OrderedCollector&lt;int&gt;();
/// ParallelRange.Run(0, n, i => { if (IsPrime(i)) primes.Add(i, i); });
/// int[] ascending = primes.ToArray();
/// </code></example>
[DebuggerDisplay("Count = {Count}")]
[DebuggerTypeProxy(typeof(OrderedCollectorDebugView<>))]
public sealed class OrderedCollector<T>
{
    private CollectorSegments<T> _segments = new();

    /// <summary>How many items there are.</summary>
    /// <value>0 at the start. Approximate while others add; see the type's remarks.</value>
    /// <remarks><b>Complexity:</b> O(threads that added), no allocation. <b>Blocking:</b> never.</remarks>
    public long Count => Current.Count();

    private CollectorSegments<T> Current => Volatile.Read(ref _segments);

    /// <summary>Adds an item.</summary>
    /// <param name="index">Where the item belongs: usually the loop's index, or the chunk's first one for all results of the chunk. Any value, also more than
    /// once.</param>
    /// <param name="item">The item.</param>
    /// <remarks>See the type's remarks.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long index, T item)
    {
        CollectorSegments<T> segments = _segments;
        if (segments.Owned.Own(ThreadNumber.Current) is { } own)
        {
            own.Add(index, item);
        }
        else
        {
            segments.Add(index, item);
        }
    }

    /// <summary>Adds items under consecutive indices.</summary>
    /// <param name="start">The first item's index.</param>
    /// <param name="items">The items; none adds nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is so high that the last item's index is above <see cref="long.MaxValue"/>;
    /// nothing was added.</exception>
    /// <remarks><b>Complexity:</b> one copy. Otherwise see the type's remarks.</remarks>
    /// <example><code>
    /// var sines = new OrderedCollector&lt;double&gt;();
    /// ParallelRange.Run(0, n, ChunkPolicy.Auto, (start, end) => sines.AddRange(start, a.AsSpan(start..end)));
    /// </code></example>
    public void AddRange(long start, ReadOnlySpan<T> items)
    {
        if (items.Length > 0)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(start, long.MaxValue - (items.Length - 1));
            Current.AddRange(start, items);
        }
    }

    /// <summary>The items in the order of their indices.</summary>
    /// <returns>An array of exactly their number; empty without any.</returns>
    /// <exception cref="OutOfMemoryException">There are more items than an array can have, or than memory is left for.</exception>
    /// <remarks>The items stay in the collector. See the type's remarks for calls while others add. <b>Blocking:</b> never.</remarks>
    public T[] ToArray()
    {
        CollectorView<T> view = Current.View();
        T[] array = NewArray(view.Count);
        view.CopyOrdered(array);
        return array;
    }

    /// <summary>The items without regard to their indices: thread by thread, in the order in which each added them.</summary>
    /// <returns>An array of exactly their number; empty without any.</returns>
    /// <exception cref="OutOfMemoryException">There are more items than an array can have, or than memory is left for.</exception>
    /// <remarks><b>Complexity:</b> O(n), also where threads went back and forth. Otherwise as <see cref="ToArray"/>.</remarks>
    public T[] ToUnorderedArray()
    {
        CollectorView<T> view = Current.View();
        T[] array = NewArray(view.Count);
        view.CopyAsAdded(array);
        return array;
    }

    /// <summary>The items in the order of their indices, as a list.</summary>
    /// <returns>A list that nobody else holds; empty without items.</returns>
    /// <exception cref="OutOfMemoryException">There are more items than a list can have, or than memory is left for.</exception>
    /// <remarks>As <see cref="ToArray"/>.</remarks>
    public List<T> ToList()
    {
        CollectorView<T> view = Current.View();
        int count = Fit(view.Count);
        var list = new List<T>(count);
        CollectionsMarshal.SetCount(list, count);
        view.CopyOrdered(CollectionsMarshal.AsSpan(list));
        return list;
    }

    /// <summary>Removes all items and lets go of their memory.</summary>
    /// <remarks>Items that are added at the same time are removed, too, or stay. <b>Complexity:</b> O(1), one small allocation. <b>Blocking:</b>
    /// never.</remarks>
    public void Clear() => Volatile.Write(ref _segments, new CollectorSegments<T>());

    private static T[] NewArray(long count) => count == 0 ? [] : GC.AllocateUninitializedArray<T>(Fit(count));

    private static int Fit(long count) =>
        count <= Array.MaxLength ? (int)count : throw new OutOfMemoryException($"There are {count} items, and an array has at most {Array.MaxLength}.");
}

/// <summary>Shows a collector's items in the debugger.</summary>
internal sealed class OrderedCollectorDebugView<T>(OrderedCollector<T> collector)
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public T[] Items => collector.ToArray();
}
