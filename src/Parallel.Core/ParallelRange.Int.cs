using System.ComponentModel;
using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore;

/// <content>Loops over ranges of <see cref="int"/>.</content>
public static partial class ParallelRange
{
    /// <summary>Runs <paramref name="body"/> for each index in [<paramref name="from"/>, <paramref name="to"/>), in chunks sized by what an iteration
    /// costs.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="body">Is called with each index once.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; see the type's remarks.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>. After the cancellation or failure of an index, no further index
    /// of the same chunk starts.</remarks>
    /// <example><code>ParallelRange.Run(0, input.Length, i =&gt; output[i] = Transform(input[i]));</code></example>
    public static void Run(int from, int to, Action<int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        Run(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <summary>Runs <paramref name="body"/> for each index in [<paramref name="from"/>, <paramref name="to"/>), cut as <paramref name="chunk"/>
    /// says.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="chunk">How the range is cut; a number is a fixed chunk size in iterations.</param>
    /// <param name="body">Is called with each index once.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight of <paramref name="chunk"/> is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than the range has indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; see the type's remarks.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    public static void Run(int from, int to, ChunkPolicy chunk, Action<int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        chunk.ThrowIfUnfit(from, to);
        IndexLoop<int>.Run(from, to, chunk, body, options, SiteCosts.Key(body, callerLine));
    }

    /// <summary>Runs <paramref name="body"/> for chunks (start, end) that together cover [<paramref name="from"/>, <paramref name="to"/>), sized by what an
    /// iteration costs.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="body">Is called with a chunk's first index and one past its last.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; see the type's remarks.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    /// <example><code>ParallelRange.Run(0, n, (start, end) =&gt; { for (var i = start; i &lt; end; i++) Work(i); });</code></example>
    public static void Run(int from, int to, Action<int, int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        Run(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <summary>Not to be called: the options come last.</summary>
    /// <param name="from">Unused.</param>
    /// <param name="to">Unused.</param>
    /// <param name="options">Unused.</param>
    /// <param name="body">Unused.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete("The options come last: ParallelRange.Run(from, to, body, options).", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Run(int from, int to, RangeOptions options, Action<int> body) => throw new NotSupportedException();

    /// <summary>Runs <paramref name="body"/> for chunks (start, end) that together cover [<paramref name="from"/>, <paramref name="to"/>).</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="chunk">How the range is cut; a number is a fixed chunk size in iterations, with boundaries at <paramref name="from"/> + k times it.</param>
    /// <param name="body">Is called with a chunk's first index and one past its last.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight of <paramref name="chunk"/> is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than the range has indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; see the type's remarks.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    /// <example><code>ParallelRange.Run(0, n, 1024, (start, end) =&gt; { for (var i = start; i &lt; end; i++) Work(i); });</code></example>
    public static void Run(int from, int to, ChunkPolicy chunk, Action<int, int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        RunChunks(from, to, chunk, new ChunkBody(body), options, SiteCosts.Key(body, callerLine));
    }

    /// <summary>Runs <paramref name="body"/> for chunks (start, end, state) that together cover [<paramref name="from"/>, <paramref name="to"/>): with a static
    /// lambda, nothing is allocated.</summary>
    /// <typeparam name="TState">What the body needs.</typeparam>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="chunk">How the range is cut; a number is a fixed chunk size in iterations.</param>
    /// <param name="state">Is handed to every call. All workers share it.</param>
    /// <param name="body">Is called with a chunk's first index, one past its last, and the state.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight of <paramref name="chunk"/> is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than the range has indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; see the type's remarks.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    public static void Run<TState>(
        int from, int to, ChunkPolicy chunk, TState state, Action<int, int, TState> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        RunChunks(from, to, chunk, new StateChunkBody<TState>(body, state), options, SiteCosts.Key(body, callerLine));
    }

    /// <summary>Runs a struct body for chunks that together cover [<paramref name="from"/>, <paramref name="to"/>). Its code is inlined into the loop: the
    /// fastest form.</summary>
    /// <typeparam name="TBody">The body.</typeparam>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="chunk">How the range is cut; a number is a fixed chunk size in iterations.</param>
    /// <param name="body">Is copied for each call; what its calls change in value fields is lost.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight of <paramref name="chunk"/> is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than the range has indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; see the type's remarks.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    public static void Run<TBody>(int from, int to, ChunkPolicy chunk, TBody body, RangeOptions? options = null)
        where TBody : struct, IRangeBody =>
        RunChunks(from, to, chunk, new StructBody<TBody>(body), options, SiteCosts.Key<TBody>());
}
