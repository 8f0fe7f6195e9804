using System.Threading.Channels;
using ParallelCore.Async;
using ParallelCore.Collections;

namespace ParallelCore;

/// <summary>Where pipelines begin.</summary>
/// <remarks><b>Thread safety:</b> all members may be called from any threads at once.</remarks>
/// <example>
/// <code>
/// await Pipeline.Lines(stream)
///     .Compute(line => Parse(line.Span))
///     .Where(entry => entry.IsError)
///     .Batch(1000, TimeSpan.FromSeconds(1))
///     .ForEach(4, async (entries, token) => await SaveAsync(entries, token));
/// </code>
/// </example>
public static class Pipeline
{
    /// <summary>How many items wait between two stages, unless a stage says something else.</summary>
    public const int DefaultCapacity = 1024;

    /// <summary>Begins with items that can be enumerated.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items; enumerated anew by each run, on a thread of the pool, which it blocks while it blocks.</param>
    /// <param name="capacity">How many items may wait for the next stage, at least 1.</param>
    /// <param name="name">What the pipeline is called; null for none.</param>
    /// <returns>A pipeline; nothing runs before its end is asked for something.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static Pipeline<T> From<T>(IEnumerable<T> source, int capacity = DefaultCapacity, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new Pipeline<T>(PipelineStage<T>.Source("source", capacity, output => Pumps.FromItems(source, output)), name);
    }

    /// <summary>Begins with items that are waited for.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items; enumerated anew by each run, with a token that is cancelled when the run is over.</param>
    /// <param name="capacity">How many items may wait for the next stage, at least 1.</param>
    /// <param name="name">What the pipeline is called; null for none.</param>
    /// <returns>A pipeline; nothing runs before its end is asked for something.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static Pipeline<T> From<T>(IAsyncEnumerable<T> source, int capacity = DefaultCapacity, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new Pipeline<T>(PipelineStage<T>.Source("source", capacity, output => Pumps.FromAwaited(source.GetAsyncEnumerator(output.Left), output)), name);
    }

    /// <summary>Begins with what a channel gives.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The channel; a run takes items until it is complete and empty. Those that a run has taken and not handled when it is cancelled are
    /// lost with it.</param>
    /// <param name="capacity">How many items may wait for the next stage, at least 1.</param>
    /// <param name="name">What the pipeline is called; null for none.</param>
    /// <returns>A pipeline; nothing runs before its end is asked for something.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static Pipeline<T> From<T>(ChannelReader<T> source, int capacity = DefaultCapacity, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return From(source.ReadAllAsync(), capacity, name);
    }

    /// <summary>Begins with what a buffer gives.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The buffer; a run takes items until it is complete and empty, without a thread that blocks. Who has put them counts them as
    /// done.</param>
    /// <param name="capacity">How many items may wait for the next stage, at least 1.</param>
    /// <param name="name">What the pipeline is called; null for none.</param>
    /// <returns>A pipeline; nothing runs before its end is asked for something.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static Pipeline<T> From<T>(BlockingBuffer<T> source, int capacity = DefaultCapacity, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return From(source.GetAllAsync(), capacity, name);
    }

    /// <summary>Begins with the lines of a text in UTF-8, without a string per line.</summary>
    /// <param name="stream">The text, from where the stream stands; read once, so that one run can have it, and not disposed. Lines end with \n or \r\n, the
    /// last one also with the stream; a byte order mark is left out.</param>
    /// <param name="capacity">How many lines may wait for the next stage, at least 1.</param>
    /// <param name="name">What the pipeline is called; null for none.</param>
    /// <returns>A pipeline of the lines' bytes, without the line breaks; none of an empty stream. They may be kept: each keeps some tens of kilobytes
    /// alive.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    /// <remarks><b>Complexity:</b> allocates a buffer per 64 KB read, nothing per line.</remarks>
    public static Pipeline<ReadOnlyMemory<byte>> Lines(Stream stream, int capacity = DefaultCapacity, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new Pipeline<ReadOnlyMemory<byte>>(
            PipelineStage<ReadOnlyMemory<byte>>.Source("lines", capacity, output => Utf8Lines.Pump(stream, output)), name);
    }

    /// <summary>Puts items together.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The pipeline.</param>
    /// <param name="size">How many make a batch, at least 1; the last one may have fewer.</param>
    /// <param name="maxDelay">How long an item waits for company, positive; null for as long as it takes.</param>
    /// <param name="capacity">How many batches may wait for the next stage, at least 1.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <returns>A pipeline with one stage more. No batch is empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> or <paramref name="capacity"/> is less than 1, or <paramref name="maxDelay"/> is
    /// not positive, or too long for a timer.</exception>
    public static Pipeline<T[]> Batch<T>(
        this Pipeline<T> source, int size, TimeSpan? maxDelay = null, int capacity = 1, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (maxDelay is { } delay && (delay <= TimeSpan.Zero || delay.TotalMilliseconds > uint.MaxValue - 1))
        {
            throw new ArgumentOutOfRangeException(nameof(maxDelay), delay, "It must be positive and short enough for a timer.");
        }

        return source.Then<T[]>("Batch", 1, capacity, (input, output) =>
            Pumps.Batch(input, output, size, maxDelay ?? Timeout.InfiniteTimeSpan, timeProvider ?? TimeProvider.System));
    }
}
