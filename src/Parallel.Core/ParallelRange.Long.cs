using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore;

/// <content>Loops over ranges of <see cref="long"/>.</content>
public static partial class ParallelRange
{
    /// <inheritdoc cref="Run(int, int, Action{int}, RangeOptions?, int)"/>
    public static void Run(long from, long to, Action<long> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        Run(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <inheritdoc cref="Run(int, int, ChunkPolicy, Action{int}, RangeOptions?, int)"/>
    public static void Run(long from, long to, ChunkPolicy chunk, Action<long> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        chunk.ThrowIfUnfit(from, to);
        IndexLoop<long>.Run(from, to, chunk, body, options, SiteCosts.Key(body, callerLine));
    }

    /// <inheritdoc cref="Run(int, int, Action{int, int}, RangeOptions, int)"/>
    public static void Run(long from, long to, Action<long, long> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        Run(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <inheritdoc cref="Run(int, int, ChunkPolicy, Action{int, int}, RangeOptions?, int)"/>
    public static void Run(long from, long to, ChunkPolicy chunk, Action<long, long> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        RunChunks(from, to, chunk, new LongChunkBody(body), options, SiteCosts.Key(body, callerLine));
    }

    /// <inheritdoc cref="Run{TState}(int, int, ChunkPolicy, TState, Action{int, int, TState}, RangeOptions?, int)"/>
    public static void Run<TState>(
        long from, long to, ChunkPolicy chunk, TState state, Action<long, long, TState> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        RunChunks(from, to, chunk, new LongStateChunkBody<TState>(body, state), options, SiteCosts.Key(body, callerLine));
    }

    /// <inheritdoc cref="Run{TBody}(int, int, ChunkPolicy, TBody, RangeOptions?)"/>
    public static void Run<TBody>(long from, long to, ChunkPolicy chunk, TBody body, RangeOptions? options = null)
        where TBody : struct, ILongRangeBody =>
        RunChunks(from, to, chunk, new LongStructBody<TBody>(body), options, SiteCosts.Key<TBody>());
}
