using ParallelCore.Algorithms;
using ParallelCore.Loops;
using ParallelCore.Primitives;

namespace ParallelCore;

/// <content>What keeps some items, or separates them.</content>
public static partial class ParallelAlgorithms
{
    /// <summary>Removes the items that a predicate accepts; the others keep their order.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The list, which gets shorter.</param>
    /// <param name="match">Is called with each item once; true removes it.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>How many items were removed, as for <see cref="List{T}.RemoveAll"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; nothing has changed.</exception>
    /// <exception cref="AggregateException"><paramref name="match"/> threw; nothing has changed.</exception>
    /// <remarks><b>Order:</b> kept. <b>Complexity:</b> O(n), with a pooled buffer of n items. Thread safety, exceptions, blocking: see
    /// <see cref="ParallelAlgorithms"/>.
    /// <b>Source:</b> stream compaction (Blelloch, "Prefix sums and their applications", 1990).</remarks>
    /// <example><code>
    /// List&lt;int&gt; numbers = [1, 2, 4];
    /// ParallelAlgorithms.RemoveAll(numbers, x =&gt; x % 2 == 0); // 1
    /// </code></example>
    public static int RemoveAll<T>(List<T> items, Func<T, bool> match, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(match);
        Memory<T> memory = ListMemory<T>.Of(items);
        using Compaction<T> compaction = Test<T>(memory, match, kept: false, keepsOthers: false, options);
        return Shorten(items, Rearrange(compaction, memory, withOthers: false, options));
    }

    /// <summary>Moves the items that a predicate accepts before the others; both keep their order.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="predicate">Is called with each item once; true moves it to the front.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>The index of the first item that isn't accepted; the number of items if all are.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; nothing has changed.</exception>
    /// <exception cref="AggregateException"><paramref name="predicate"/> threw; nothing has changed.</exception>
    /// <remarks><b>Order:</b> stable. Complexity: as for <see cref="RemoveAll"/>.</remarks>
    /// <example><code>
    /// int[] numbers = [1, 2, 3, 4];
    /// int odd = ParallelAlgorithms.Partition(numbers, x =&gt; x % 2 == 0); // 2, 4, 1, 3; the odd ones begin at 2
    /// </code></example>
    public static int Partition<T>(T[] items, Func<T, bool> predicate, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(predicate);
        using var exact = new ExactArray<T>(items);
        return Partition(exact.Items, predicate, options);
    }

    /// <inheritdoc cref="Partition{T}(T[], Func{T, bool}, RangeOptions?)"/>
    public static int Partition<T>(Memory<T> items, Func<T, bool> predicate, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        using Compaction<T> compaction = Test<T>(items, predicate, kept: true, keepsOthers: true, options);
        return Rearrange(compaction, items, withOthers: true, options);
    }

    /// <summary>Keeps the first of each run of equal items, and moves the kept ones to the beginning, in their order. Sorted items become distinct.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items. What follows the kept ones is left as it was.</param>
    /// <param name="comparer">Tells which items are equal, as an equivalence; null for the type's own equality.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>How many items were kept.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; nothing has changed.</exception>
    /// <exception cref="AggregateException">A comparison threw; nothing has changed.</exception>
    /// <remarks>Each item is compared with the one before it. Order, complexity: as for <see cref="RemoveAll"/>.</remarks>
    /// <example><code>
    /// int[] numbers = [1, 1, 2, 1];
    /// int count = ParallelAlgorithms.Unique(numbers); // 3: 1, 2, 1
    /// </code></example>
    public static int Unique<T>(T[] items, IEqualityComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        using var exact = new ExactArray<T>(items);
        return Unique(exact.Items, comparer, options);
    }

    /// <inheritdoc cref="Unique{T}(T[], IEqualityComparer{T}?, RangeOptions?)"/>
    public static int Unique<T>(Memory<T> items, IEqualityComparer<T>? comparer = null, RangeOptions? options = null)
    {
        if (comparer is null)
        {
            int key = SiteCosts.Key<NeighbourTest<T, DefaultEquality<T>>>();
            return Unique(items, default(DefaultEquality<T>), options, key);
        }

        return Unique(items, comparer, options, SiteCosts.Key(comparer, 0));
    }

    /// <summary>Removes all but the first of each run of equal items. A sorted list becomes distinct.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The list, which gets shorter.</param>
    /// <param name="comparer">Tells which items are equal, as an equivalence; null for the type's own equality.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>How many items are left.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; nothing has changed.</exception>
    /// <exception cref="AggregateException">A comparison threw; nothing has changed.</exception>
    /// <remarks>Each item is compared with the one before it. Order, complexity: as for <see cref="RemoveAll"/>.</remarks>
    public static int Unique<T>(List<T> items, IEqualityComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        int kept = Unique(ListMemory<T>.Of(items), comparer, options);
        Shorten(items, kept);
        return kept;
    }

    private static int Unique<T, TComparer>(Memory<T> items, TComparer comparer, RangeOptions? options, int key)
        where TComparer : IEqualityComparer<T>
    {
        using var compaction = Compaction<T>.Of(items, Blocks.Grain(items.Length), new NeighbourTest<T, TComparer>(comparer), keepsOthers: false, options, key);
        return Rearrange(compaction, items, withOthers: false, options);
    }

    private static Compaction<T> Test<T>(ReadOnlyMemory<T> items, Func<T, bool> predicate, bool kept, bool keepsOthers, RangeOptions? options) =>
        Compaction<T>.Of(items, Blocks.Grain(items.Length), new PredicateTest<T>(predicate, kept), keepsOthers, options, CallbackKey(predicate));

    private static int Rearrange<T>(in Compaction<T> compaction, Memory<T> items, bool withOthers, RangeOptions? options)
    {
        if (compaction.Kept < items.Length)
        {
            compaction.CopyTo(items, withOthers, options);
        }

        return compaction.Kept;
    }

    private static int Shorten<T>(List<T> items, int kept)
    {
        int removed = items.Count - kept;
        items.RemoveRange(kept, removed);
        return removed;
    }
}
