using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore;

/// <content>Loops with a local of each participant's own.</content>
public static partial class ParallelRange
{
    /// <summary>Runs <paramref name="body"/> for chunks (start, end, local) that together cover [<paramref name="from"/>, <paramref name="to"/>). What one call
    /// returns is the local of the next one of the same participant.</summary>
    /// <typeparam name="TLocal">A running total, a buffer, a dictionary.</typeparam>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty, and nothing is called.</param>
    /// <param name="chunk">How the range is cut; a number is a fixed chunk size in iterations.</param>
    /// <param name="localInit">Makes a local. Is called when a participant begins and none is left from one that has ended: about as often as there are
    /// workers, however many chunks there are. Several calls may run at once.</param>
    /// <param name="body">Is called with a chunk's first index, one past its last, and the local; returns the local.</param>
    /// <param name="localFinally">Is called with each local once, when all bodies have ended, also after a failure or a cancellation: on the calling thread, one
    /// after another.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="localInit"/>, <paramref name="body"/> or <paramref name="localFinally"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight of <paramref name="chunk"/> is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than the range has indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies, inits or releases failed; those of releases come last. An init that failed counts as its chunk's
    /// body.</exception>
    /// <remarks>Which chunks share a local depends on who ran them: put together in floating point, the result may differ in its last bits from run to run. For
    /// the same bits every time, use <c>Sum</c> or another reduction of a sequence. A body that fails leaves the local as it was before
    /// the call. Complexity: an object for each call, and what the delegates allocate. Order, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    /// <example>
    /// <code>
    /// double pi = 0;
    /// ParallelRange.Run(
    ///     0,
    ///     steps,
    ///     ChunkPolicy.Auto,
    ///     () =&gt; 0.0,
    ///     (start, end, sum) =&gt;
    ///     {
    ///         for (int i = start; i &lt; end; i++)
    ///             sum += Area(i);
    ///         return sum;
    ///     },
    ///     sum =&gt; pi += sum);
    /// </code>
    /// </example>
    public static void Run<TLocal>(
        int from,
        int to,
        ChunkPolicy chunk,
        Func<TLocal> localInit,
        Func<int, int, TLocal, TLocal> body,
        Action<TLocal> localFinally,
        RangeOptions? options = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        chunk.ThrowIfUnfit(from, to);
        LocalChunkLoop<int, TLocal>.Run(from, to, chunk, localInit, body, localFinally, options, SiteCosts.Key(body, callerLine));
    }

    /// <inheritdoc cref="Run{TLocal}(int, int, ChunkPolicy, Func{TLocal}, Func{int, int, TLocal, TLocal}, Action{TLocal}, RangeOptions, int)"/>
    public static void Run<TLocal>(
        long from,
        long to,
        ChunkPolicy chunk,
        Func<TLocal> localInit,
        Func<long, long, TLocal, TLocal> body,
        Action<TLocal> localFinally,
        RangeOptions? options = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        chunk.ThrowIfUnfit(from, to);
        LocalChunkLoop<long, TLocal>.Run(from, to, chunk, localInit, body, localFinally, options, SiteCosts.Key(body, callerLine));
    }

    /// <summary>Runs <paramref name="body"/> for each index in [<paramref name="from"/>, <paramref name="to"/>), with a local. What one call returns is the local
    /// of the next one of the same participant.</summary>
    /// <typeparam name="TLocal">A running total, a buffer, a dictionary.</typeparam>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty, and nothing is called.</param>
    /// <param name="localInit">Makes a local. Is called when a participant begins and none is left from one that has ended: about as often as there are
    /// workers, however many chunks there are. Several calls may run at once.</param>
    /// <param name="body">Is called with an index and the local; returns the local.</param>
    /// <param name="localFinally">Is called with each local once, when all bodies have ended, also after a failure or a cancellation: on the calling thread, one
    /// after another.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="localInit"/>, <paramref name="body"/> or <paramref name="localFinally"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies, inits or releases failed; those of releases come last.</exception>
    /// <remarks>As
    /// <see cref="Run{TLocal}(int, int, ChunkPolicy, Func{TLocal}, Func{int, int, TLocal, TLocal}, Action{TLocal}, RangeOptions, int)"/>, which keeps a short
    /// body's local in a register.</remarks>
    public static void Run<TLocal>(
        int from,
        int to,
        Func<TLocal> localInit,
        Func<int, TLocal, TLocal> body,
        Action<TLocal> localFinally,
        RangeOptions? options = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        LocalIndexLoop<int, TLocal>.Run(from, to, ChunkPolicy.Auto, localInit, body, localFinally, options, SiteCosts.Key(body, callerLine));
    }

    /// <inheritdoc cref="Run{TLocal}(int, int, Func{TLocal}, Func{int, TLocal, TLocal}, Action{TLocal}, RangeOptions, int)"/>
    public static void Run<TLocal>(
        long from,
        long to,
        Func<TLocal> localInit,
        Func<long, TLocal, TLocal> body,
        Action<TLocal> localFinally,
        RangeOptions? options = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        LocalIndexLoop<long, TLocal>.Run(from, to, ChunkPolicy.Auto, localInit, body, localFinally, options, SiteCosts.Key(body, callerLine));
    }
}
