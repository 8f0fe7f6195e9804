using System.Diagnostics;
using System.Globalization;
using ParallelCore.Partitioning;

namespace ParallelCore;

/// <summary>How a loop cuts its range into chunks, the runs of contiguous indices that a worker claims at once.</summary>
/// <remarks>
/// A <see cref="long"/>, and so an <see cref="int"/>, converts to <see cref="Fixed"/>, so <c>ParallelRange.Run(0, n, 1024, body)</c> reads as it should.
/// <b>Thread safety:</b> immutable. <b>Complexity:</b> a small struct; only <see cref="ByWeight(ReadOnlyMemory{double})"/> allocates, once.
/// <b>Blocking:</b> never.
/// </remarks>
/// <example><code>
/// ParallelRange.Run(0, n, ChunkPolicy.Auto, body);
/// ParallelRange.Run(0, n, 1024, body);
/// ParallelRange.Run(0, rows, ChunkPolicy.ByWeight(row => row), body); // a triangular loop: row i costs i
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct ChunkPolicy
{
    private readonly object? _weights; // Func<long, double>, or a boxed ReadOnlyMemory<double>

    private ChunkPolicy(ChunkKind kind, long size, object? weights = null)
    {
        Kind = kind;
        Size = size;
        _weights = weights;
    }

    /// <summary>The loop finds out what an iteration costs and chooses the chunk; also the <see langword="default"/>.</summary>
    public static ChunkPolicy Auto => default;

    /// <summary>One piece per worker, lengths that differ by at most one: the cheapest cut when all iterations cost the same.</summary>
    public static ChunkPolicy Even => new(ChunkKind.Even, 0);

    internal ChunkKind Kind { get; }

    /// <summary>Fixed: the chunk. Guided: the smallest chunk. Otherwise 0.</summary>
    internal long Size { get; }

    /// <summary>The function of <see cref="ByWeight(Func{long, double})"/>, else null.</summary>
    internal Func<long, double>? Weight => _weights as Func<long, double>;

    /// <summary>The table of <see cref="ByWeight(ReadOnlyMemory{double})"/>, else null.</summary>
    internal ReadOnlyMemory<double>? Weights => _weights as ReadOnlyMemory<double>?;

    /// <summary>Chunks of one size, with boundaries at <c>from + k * size</c>, whoever runs them.</summary>
    /// <param name="size">The number of indices in a chunk, at least 1; it may exceed the range.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    /// <remarks><b>Thread safety:</b> any thread at any time. <b>Complexity:</b> O(1), 0 bytes. <b>Blocking:</b> never.</remarks>
    public static ChunkPolicy Fixed(long size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new(ChunkKind.Fixed, size);
    }

    /// <summary>Chunks that shrink: each is a share of what remains, so that few claims suffice and the finish is even.</summary>
    /// <param name="min">The smallest number of indices in a chunk, at least 1; only the last chunk may be shorter.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="min"/> is less than 1.</exception>
    /// <remarks><b>Thread safety:</b> any thread at any time. <b>Complexity:</b> O(1), 0 bytes. <b>Blocking:</b> never.</remarks>
    public static ChunkPolicy Guided(long min)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(min, 1);
        return new(ChunkKind.Guided, min);
    }

    /// <summary>Pieces of about the same weight, given a function that tells the weight of an index.</summary>
    /// <param name="weight">
    /// Tells an index's weight: finite and at least 0, in any unit, the same each time. Called at most twice per index, on the thread that starts the loop,
    /// before the first iteration. All weights 0 give an even cut.
    /// </param>
    /// <returns>The policy. A loop throws <see cref="ArgumentOutOfRangeException"/> for a negative, infinite or undefined weight, before it does any
    /// work.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="weight"/> is null.</exception>
    /// <remarks><b>Thread safety:</b> any thread at any time. <b>Complexity:</b> O(1) here, O(length) when a loop cuts its range. <b>Blocking:</b>
    /// never.</remarks>
    public static ChunkPolicy ByWeight(Func<long, double> weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return new(ChunkKind.ByWeight, 0, weight);
    }

    /// <summary>Pieces of about the same weight, given a weight for each index.</summary>
    /// <param name="weights">
    /// One weight per index, counted from the range's start: finite and at least 0, in any unit. Not copied: leave them alone while a loop uses them.
    /// All weights 0 give an even cut.
    /// </param>
    /// <returns>
    /// The policy. A loop throws <see cref="ArgumentException"/> when the number of weights isn't its number of iterations, and
    /// <see cref="ArgumentOutOfRangeException"/> for a negative, infinite or undefined weight, before it does any work.
    /// </returns>
    /// <remarks><b>Thread safety:</b> any thread at any time. <b>Complexity:</b> O(1), one small object; O(length) when a loop cuts its range.
    /// <b>Blocking:</b> never.</remarks>
    public static ChunkPolicy ByWeight(ReadOnlyMemory<double> weights) => new(ChunkKind.ByWeight, 0, weights);

    /// <summary>Chunks of one size: <see cref="Fixed"/>.</summary>
    /// <param name="chunk">The number of indices in a chunk, at least 1.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunk"/> is less than 1.</exception>
    public static implicit operator ChunkPolicy(long chunk)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chunk, 1);
        return new(ChunkKind.Fixed, chunk);
    }

    /// <summary>The policy as a word and its number, such as <c>Fixed(1024)</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Kind switch
    {
        ChunkKind.Fixed or ChunkKind.Guided => string.Create(CultureInfo.InvariantCulture, $"{Kind}({Size})"),
        ChunkKind.ByWeight when Weights is { } weights => string.Create(CultureInfo.InvariantCulture, $"{Kind}({weights.Length} weights)"),
        _ => Kind.ToString(),
    };

    /// <summary>Refuses a table of weights that doesn't fit the range; to be called before any work.</summary>
    /// <exception cref="ArgumentException">The number of weights isn't the range's length; names the loop's parameter.</exception>
    internal void ThrowIfUnfit(long from, long to, string parameterName = "chunk")
    {
        if (Kind != ChunkKind.ByWeight || Weights is not { } weights)
        {
            return;
        }

        ulong length = ChunkMath.Length(from, Math.Max(from, to));
        if ((ulong)weights.Length != length)
        {
            ThrowUnfit(weights.Length, length, parameterName);
        }
    }

    /// <summary>Cuts a range by this policy's weights: non-empty pieces, no more of them than indices.</summary>
    /// <exception cref="ArgumentException">The number of weights isn't the range's length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, infinite or not a number.</exception>
    internal LongRangeChunks CutByWeight(long from, long to, int pieces)
    {
        Debug.Assert(Kind == ChunkKind.ByWeight);
        ThrowIfUnfit(from, to);
        return Weight is { } weight
            ? WeightedCut.Cut(from, to, pieces, weight, "weight")
            : WeightedCut.Cut(from, to, pieces, Weights.GetValueOrDefault().Span, "weights");
    }

    private static void ThrowUnfit(int weights, ulong length, string parameterName) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The range has {length} indices, but there are {weights} weights."), parameterName);
}

/// <summary>The ways to cut a range. <see cref="Auto"/> comes first: it is the default of <see cref="ChunkPolicy"/>.</summary>
internal enum ChunkKind : byte
{
    /// <summary>The loop finds out what an iteration costs and chooses.</summary>
    Auto,

    /// <summary>Chunks of one size.</summary>
    Fixed,

    /// <summary>Chunks that shrink with what remains.</summary>
    Guided,

    /// <summary>One piece per worker.</summary>
    Even,

    /// <summary>Pieces of about the same weight.</summary>
    ByWeight,
}
