using System.Numerics;
using ParallelCore.Algorithms;
using ParallelCore.Loops;

namespace ParallelCore;

/// <content>Prefix sums.</content>
public static partial class ParallelAlgorithms
{
    /// <summary>Replaces each number by the sum of all numbers up to it, itself included.</summary>
    /// <typeparam name="T">The numbers; integers wrap around.</typeparam>
    /// <param name="items">The numbers.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">An addition failed, as those of a type of your own may.</exception>
    /// <remarks><b>Order:</b> sums of floating-point numbers are taken from left to right in blocks of a size that depends on the length alone, and those are
    /// added from left to right: the same bits for any number of workers, but
    /// not always those of the sequential loop. <b>Complexity:</b> O(n), in one pass over memory. Thread safety, exceptions, blocking: see
    /// <see cref="ParallelAlgorithms"/>.
    /// <b>Source:</b> after Merrill and Garland, "Single-pass Parallel Prefix Scan with Decoupled Look-back" (2016).</remarks>
    /// <example><code>
    /// int[] counts = [3, 1, 4];
    /// ParallelAlgorithms.Scan(counts); // 3, 4, 8
    /// </code></example>
    public static void Scan<T>(T[] items, RangeOptions? options = null)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(items);
        using var exact = new ExactArray<T>(items);
        Add<T>(exact.Items, exact.Items, isExclusive: false, options);
    }

    /// <summary>Stores, for each number, the sum of all numbers up to it, itself included.</summary>
    /// <typeparam name="T">The numbers; integers wrap around.</typeparam>
    /// <param name="source">The numbers.</param>
    /// <param name="destination">At least as long; may be the source, but not overlap it otherwise. What is longer stays as it is.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or overlaps the source at other indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">An addition failed, as those of a type of your own may.</exception>
    /// <remarks>Order, complexity, source: as for <see cref="Scan{T}(T[], RangeOptions?)"/>.</remarks>
    public static void Scan<T>(ReadOnlyMemory<T> source, Memory<T> destination, RangeOptions? options = null)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        Overlap.ThrowIfUnfit(source, destination, nameof(destination));
        Add(source, destination, isExclusive: false, options);
    }

    /// <summary>Replaces each item by the combination of all items up to it, itself included.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="combine">Combines what lies on the left with what lies on the right. Must be associative; need not be commutative.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException"><paramref name="combine"/> threw.</exception>
    /// <remarks><b>Complexity:</b> up to 1,024 items, one call of <paramref name="combine"/> an item; beyond, two. <b>Order:</b> as for
    /// <see cref="Scan{T}(T[], RangeOptions?)"/>.</remarks>
    /// <example><code>
    /// int[] highest = [3, 1, 4];
    /// ParallelAlgorithms.Scan(highest, Math.Max); // 3, 3, 4
    /// </code></example>
    public static void Scan<T>(T[] items, Func<T, T, T> combine, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(combine);
        using var exact = new ExactArray<T>(items);
        Scan(exact.Items, exact.Items, combine, options);
    }

    /// <summary>Stores, for each item, the combination of all items up to it, itself included.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="destination">At least as long; may be the source, but not overlap it otherwise. What is longer stays as it is.</param>
    /// <param name="combine">Combines what lies on the left with what lies on the right. Must be associative; need not be commutative.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="combine"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or overlaps the source at other indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException"><paramref name="combine"/> threw.</exception>
    /// <remarks>Order and complexity: as for <see cref="Scan{T}(T[], Func{T, T, T}, RangeOptions?)"/>.</remarks>
    public static void Scan<T>(ReadOnlyMemory<T> source, Memory<T> destination, Func<T, T, T> combine, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(combine);
        Overlap.ThrowIfUnfit(source, destination, nameof(destination));
        Combine(source, destination, combine, isExclusive: false, options);
    }

    /// <summary>Replaces each number by the sum of all numbers before it, without itself.</summary>
    /// <typeparam name="T">The numbers; integers wrap around.</typeparam>
    /// <param name="items">The numbers. The first becomes zero.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>The sum of all; zero if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">An addition failed, as those of a type of your own may.</exception>
    /// <remarks>Order, complexity, source: as for <see cref="Scan{T}(T[], RangeOptions?)"/>.</remarks>
    /// <example><code>
    /// int[] places = [3, 1, 4]; // lengths, which become offsets
    /// int total = ParallelAlgorithms.ExclusiveScan(places); // 0, 3, 4; the total is 8
    /// </code></example>
    public static T ExclusiveScan<T>(T[] items, RangeOptions? options = null)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(items);
        using var exact = new ExactArray<T>(items);
        return Add<T>(exact.Items, exact.Items, isExclusive: true, options);
    }

    /// <summary>Stores, for each number, the sum of all numbers before it, without itself.</summary>
    /// <typeparam name="T">The numbers; integers wrap around.</typeparam>
    /// <param name="source">The numbers.</param>
    /// <param name="destination">At least as long; may be the source, but not overlap it otherwise. What is longer stays as it is.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>The sum of all; zero if there are none.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or overlaps the source at other indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">An addition failed, as those of a type of your own may.</exception>
    /// <remarks>Order, complexity, source: as for <see cref="Scan{T}(T[], RangeOptions?)"/>.</remarks>
    public static T ExclusiveScan<T>(ReadOnlyMemory<T> source, Memory<T> destination, RangeOptions? options = null)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        Overlap.ThrowIfUnfit(source, destination, nameof(destination));
        return Add(source, destination, isExclusive: true, options);
    }

    /// <summary>Replaces each item by the combination of all items before it, without itself.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items. The first becomes <paramref name="identity"/>.</param>
    /// <param name="identity">What changes nothing when it is combined with something.</param>
    /// <param name="combine">Combines what lies on the left with what lies on the right. Must be associative; need not be commutative.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>The combination of all; <paramref name="identity"/> if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> or <paramref name="combine"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException"><paramref name="combine"/> threw.</exception>
    /// <remarks><paramref name="identity"/> is never passed to <paramref name="combine"/>. Order and complexity: as for
    /// <see cref="Scan{T}(T[], Func{T, T, T}, RangeOptions?)"/>.</remarks>
    public static T ExclusiveScan<T>(T[] items, T identity, Func<T, T, T> combine, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(combine);
        using var exact = new ExactArray<T>(items);
        return ExclusiveScan(exact.Items, exact.Items, identity, combine, options);
    }

    /// <summary>Stores, for each item, the combination of all items before it, without itself.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="destination">At least as long; may be the source, but not overlap it otherwise. What is longer stays as it is.</param>
    /// <param name="identity">What changes nothing when it is combined with something; the first result.</param>
    /// <param name="combine">Combines what lies on the left with what lies on the right. Must be associative; need not be commutative.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>The combination of all; <paramref name="identity"/> if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="combine"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or overlaps the source at other indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException"><paramref name="combine"/> threw.</exception>
    /// <remarks><paramref name="identity"/> is never passed to <paramref name="combine"/>. Order and complexity: as for
    /// <see cref="Scan{T}(T[], Func{T, T, T}, RangeOptions?)"/>.</remarks>
    public static T ExclusiveScan<T>(ReadOnlyMemory<T> source, Memory<T> destination, T identity, Func<T, T, T> combine, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(combine);
        Overlap.ThrowIfUnfit(source, destination, nameof(destination));
        T total = Combine(source, destination, combine, isExclusive: true, options);
        if (source.IsEmpty)
        {
            return identity;
        }

        destination.Span[0] = identity;
        return total;
    }

    private static T Add<T>(ReadOnlyMemory<T> source, Memory<T> destination, bool isExclusive, RangeOptions? options)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        int block = Blocks.OfAdditions<T>(source.Length);
        T total = PrefixScan<T, AddOperation<T>>.Run(source, destination, block, isExclusive, default, options, SiteCosts.Key<ScanBody<T, AddOperation<T>>>());
        if (source.IsEmpty)
        {
            return T.AdditiveIdentity;
        }

        if (isExclusive)
        {
            destination.Span[0] = T.AdditiveIdentity;
        }

        return total;
    }

    private static T Combine<T>(ReadOnlyMemory<T> source, Memory<T> destination, Func<T, T, T> combine, bool isExclusive, RangeOptions? options) =>
        PrefixScan<T, FuncOperation<T>>.Run(
            source, destination, Blocks.OfCombinations<T>(source.Length), isExclusive, new FuncOperation<T>(combine), options, CallbackKey(combine));
}
