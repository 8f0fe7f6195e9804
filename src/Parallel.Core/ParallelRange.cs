using System.Runtime.CompilerServices;

namespace ParallelCore;

/// <summary>Loops over ranges of indices, on every core.</summary>
/// <remarks>
/// <para>Every member blocks until all iterations have finished; the calling thread takes part. Ranges are half open, [from, to), and an empty one runs nothing.</para>
/// <para>Bodies must not wait for each other, unless there are as many free workers as bodies that wait: otherwise some run one after another.</para>
/// <para><b>Order:</b> none between iterations of different chunks; ascending within a chunk.</para>
/// <para><b>Exceptions:</b> one flat <see cref="AggregateException"/> whose first inner exception is that of the lowest failing chunk, the same at every run; all
/// chunks below it have run, and no chunk above it starts once it is known. Exceptions of bodies win over cancellation. A cancelled token stops the loop: bodies that have started finish,
/// none starts later, and <see cref="OperationCanceledException"/> is thrown with the token.</para>
/// <para><b>Complexity:</b> no allocation once warm, except for the caller's own delegate. Loops too short to gain from other cores run on the calling thread.</para>
/// <para><b>Thread safety:</b> all members may be called from any threads at once, also from bodies. A thread that waits in a loop only ever runs parts of that loop.</para>
/// <para><b>Source:</b> lazy binary splitting (Tzannes et al., PPoPP 2010) over the forks of a split deque (Lace, 2014), of which thieves may take what its owner has not published.</para>
/// </remarks>
public static partial class ParallelRange
{
    private static void ThrowIfUnfit(long from, long to, in ChunkPolicy chunk, [CallerArgumentExpression(nameof(to))] string? toName = null)
    {
        if (from > to)
        {
            throw new ArgumentOutOfRangeException(toName, to, $"The range ends at {to}, before it starts at {from}.");
        }

        chunk.ThrowIfUnfit(from, to);
    }

    private static void Loop<TBody>(long from, long to, in ChunkPolicy chunk, TBody body, RangeOptions? options, int key)
        where TBody : struct, ILoopBody
    {
        ThrowIfUnfit(from, to, chunk);
        RangeLoop<TBody>.Run(from, to, chunk, body, options, key, out _);
    }
}
