using ParallelCore.Algorithms;
using ParallelCore.Loops;
using ParallelCore.Primitives;

namespace ParallelCore;

/// <content>What writes every item.</content>
public static partial class ParallelAlgorithms
{
    /// <summary>Stores a value everywhere.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="destination">The items.</param>
    /// <param name="value">What to store.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="ArrayTypeMismatchException">The array is of a narrower type than its variable, and can't hold the value.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <remarks>Thread safety, complexity, blocking: see <see cref="ParallelAlgorithms"/>.</remarks>
    public static void Fill<T>(T[] destination, T value, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var exact = new ExactArray<T>(destination);
        Fill(exact.Items, value, options);
    }

    /// <inheritdoc cref="Fill{T}(T[], T, RangeOptions?)"/>
    public static void Fill<T>(Memory<T> destination, T value, RangeOptions? options = null) =>
        EachItem(destination.Length, new FillBody<T>(destination, value), options, SiteCosts.Key<FillBody<T>>());

    /// <summary>Stores what a function makes of each index.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="destination">The items.</param>
    /// <param name="generate">Is called with each index once.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException"><paramref name="generate"/> threw.</exception>
    /// <exception cref="ArrayTypeMismatchException">The array is of a narrower type than its variable, and can't hold an item.</exception>
    /// <remarks>Thread safety, complexity, blocking: see <see cref="ParallelAlgorithms"/>.</remarks>
    /// <example><code>
    /// var squares = new long[1_000_000];
    /// ParallelAlgorithms.Fill(squares, i =&gt; (long)i * i);
    /// </code></example>
    public static void Fill<T>(T[] destination, Func<int, T> generate, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(generate);
        using var exact = new ExactArray<T>(destination);
        Fill(exact.Items, generate, options);
    }

    /// <inheritdoc cref="Fill{T}(T[], Func{int, T}, RangeOptions?)"/>
    public static void Fill<T>(Memory<T> destination, Func<int, T> generate, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(generate);
        EachItem(destination.Length, new GenerateBody<T>(destination, generate), options, CallbackKey(generate));
    }

    /// <summary>Replaces each item by what a function makes of it.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="transform">Is called with each item once.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; some items are replaced.</exception>
    /// <exception cref="AggregateException"><paramref name="transform"/> threw; some items are replaced, all before the first failure among them.</exception>
    /// <exception cref="ArrayTypeMismatchException">The array is of a narrower type than its variable, and can't hold an item.</exception>
    /// <remarks>Thread safety, complexity, blocking: see <see cref="ParallelAlgorithms"/>.</remarks>
    public static void Transform<T>(T[] items, Func<T, T> transform, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(transform);
        using var exact = new ExactArray<T>(items);
        Transform(exact.Items, transform, options);
    }

    /// <inheritdoc cref="Transform{T}(T[], Func{T, T}, RangeOptions?)"/>
    public static void Transform<T>(Memory<T> items, Func<T, T> transform, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transform);
        EachItem(items.Length, new TransformBody<T, T>(items, items, transform), options, CallbackKey(transform));
    }

    /// <summary>Stores what a function makes of each item.</summary>
    /// <typeparam name="TSource">The items.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="destination">At least as long; may be the source, but not overlap it otherwise. What is longer stays as it is.</param>
    /// <param name="transform">Is called with each item once.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or overlaps the source at other indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException"><paramref name="transform"/> threw.</exception>
    /// <exception cref="ArrayTypeMismatchException">The array is of a narrower type than its variable, and can't hold an item.</exception>
    /// <remarks>Thread safety, complexity, blocking: see <see cref="ParallelAlgorithms"/>.</remarks>
    /// <example><code>
    /// double[] angles = [0, 1, 2];
    /// var sines = new double[3];
    /// ParallelAlgorithms.Transform(angles, sines, Math.Sin);
    /// </code></example>
    public static void Transform<TSource, TResult>(TSource[] source, TResult[] destination, Func<TSource, TResult> transform, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(transform);
        using var exact = new ExactArray<TResult>(destination);
        Transform(source, exact.Items, transform, options);
    }

    /// <inheritdoc cref="Transform{TSource, TResult}(TSource[], TResult[], Func{TSource, TResult}, RangeOptions?)"/>
    public static void Transform<TSource, TResult>(
        ReadOnlyMemory<TSource> source, Memory<TResult> destination, Func<TSource, TResult> transform, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transform);
        Overlap.ThrowIfUnfit(source, destination, nameof(destination));
        EachItem(source.Length, new TransformBody<TSource, TResult>(source, destination, transform), options, CallbackKey(transform));
    }

    /// <summary>Puts the items into the opposite order.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; some pairs have changed places, but no item is
    /// lost.</exception>
    /// <remarks>Thread safety, complexity, blocking: see <see cref="ParallelAlgorithms"/>.</remarks>
    public static void Reverse<T>(T[] items, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        using var exact = new ExactArray<T>(items);
        Reverse(exact.Items, options);
    }

    /// <inheritdoc cref="Reverse{T}(T[], RangeOptions?)"/>
    public static void Reverse<T>(Memory<T> items, RangeOptions? options = null) =>
        EachItem(items.Length / 2, new ReverseBody<T>(items), options, SiteCosts.Key<ReverseBody<T>>());

    /// <summary>Puts the items into a random order: one seed, one order, on any number of workers.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="seed">Any number. Which order belongs to it may change with a major version.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; nothing has changed.</exception>
    /// <remarks>
    /// Over all seeds, every order of a few items is equally likely; of the orders of many there are more than seeds. Not for cryptography.
    /// <b>Complexity:</b> O(n), with a pooled buffer of n items where there are many.
    /// Thread safety, blocking: see <see cref="ParallelAlgorithms"/>. <b>Source:</b> Sanders, "Random permutations on distributed, external and hierarchical
    /// memory" (1998), over SplitMix64 (Steele, Lea, Flood, 2014).
    /// </remarks>
    public static void Shuffle<T>(T[] items, ulong seed, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        using var exact = new ExactArray<T>(items);
        Shuffle(exact.Items, seed, options);
    }

    /// <inheritdoc cref="Shuffle{T}(T[], ulong, RangeOptions?)"/>
    public static void Shuffle<T>(Memory<T> items, ulong seed, RangeOptions? options = null) =>
        BucketShuffle<T>.Run(items, seed, BucketShuffle<T>.BitsFor(items.Length), BucketShuffle<T>.BlockFor(items.Length), options);

    /// <inheritdoc cref="Shuffle{T}(T[], ulong, RangeOptions?)"/>
    public static void Shuffle<T>(List<T> items, ulong seed, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        Shuffle(ListMemory<T>.Of(items), seed, options);
    }

    private static void EachItem<TBody>(int count, TBody body, RangeOptions? options, int key)
        where TBody : struct, ILoopBody =>
        Loop.Run(0, count, ChunkPolicy.Auto, body, options, key);
}
