using ParallelCore.Loops;
using ParallelCore.Primitives;

namespace ParallelCore;

/// <summary>Loops over ranges of indices, on every core.</summary>
/// <remarks>
/// <para>Every member blocks until all iterations have finished; the calling thread takes part. Ranges are half open, [from, to), and an empty one runs
/// nothing.</para>
/// <para>Bodies must not wait for each other, unless there are as many free workers as bodies that wait, or they wait in a region of <see cref="Blocking"/>:
/// otherwise some run one after another.</para>
/// <para><b>Order:</b> none between iterations of different chunks; ascending within a chunk.</para>
/// <para><b>Exceptions:</b> one flat <see cref="AggregateException"/> whose first inner exception is that of the lowest failing chunk, the same at every run;
/// all chunks below it have run, and no chunk above it starts once it is known. Exceptions of bodies win over cancellation. A cancelled token stops the loop:
/// bodies that have started finish, none starts later, and <see cref="OperationCanceledException"/> is thrown with the token.</para>
/// <para><b>Complexity:</b> no allocation once warm, except for the caller's own delegate. Loops too short to gain from other cores run on the calling
/// thread.</para>
/// <para><b>Thread safety:</b> all members may be called from any threads at once, also from bodies. A thread that waits in a loop only ever runs parts of that
/// loop.</para>
/// <para><b>Source:</b> lazy binary splitting (Tzannes et al., PPoPP 2010) over the forks of a split deque (Lace, 2014), of which thieves may take what its
/// owner has not published.</para>
/// </remarks>
public static partial class ParallelRange
{
    /// <summary>Begins a part of a body in which it waits: for input or output, a lock, another thread. Until its end the worker counts as gone, and a spare
    /// thread steps in for it.</summary>
    /// <returns>What ends the part: write <c>using</c>. On a thread that runs no work of a scheduler, and inside another such part, it does nothing.</returns>
    /// <remarks>
    /// <para>Use it for waits of a tenth of a millisecond and more. Whatever the worker has not begun, others can take meanwhile, so bodies may also wait in it
    /// for what another chunk, fork or loop does. (Only where a body waits inside a fork, scope or loop of its own, a few cheap chunks that the worker has
    /// taken together with the one that it runs stay with it.) <c>Guarded</c>, <c>SerialGate</c>, <c>BlockingBuffer</c> and their like do it by
    /// themselves.</para>
    /// <para>Spares are threads of the scheduler beyond its workers, at most <see cref="Scheduling.WorkStealingOptions.MaxSpares"/>; beyond that, and when no
    /// thread can be had, blocked workers are not replaced. They have worker-local state of their own. A blocked worker's share of
    /// <see cref="RangeOptions.MaxWorkers"/> is lent to another one, except where that is 1: nothing ever runs beside such a loop's body. When the part ends,
    /// the body goes on at once; the spare ends the piece that it has begun, and so for that time one more runs.</para>
    /// <para><b>Thread safety:</b> of one thread. <b>Blocking:</b> never. <b>Complexity:</b> tens of nanoseconds, no allocation; a wake-up where nobody is
    /// awake to take over, and a thread's start the first time. It throws nothing.</para>
    /// <para><b>Source:</b> managed blocking of Java's fork-join pool.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// ParallelRange.Run(0, files.Length, 1, i =&gt;
    /// {
    ///     byte[] data;
    ///     using (ParallelRange.Blocking())
    ///         data = File.ReadAllBytes(files[i]);
    ///     results[i] = Compress(data);
    /// });
    /// </code>
    /// </example>
    public static BlockingRegion Blocking() => new(BlockedWait.Begin());

    private static void RunChunks<TBody>(long from, long to, in ChunkPolicy chunk, TBody body, RangeOptions? options, int key)
        where TBody : struct, ILoopBody
    {
        chunk.ThrowIfUnfit(from, to);
        Loop.Run(from, to, chunk, body, options, key);
    }
}
