using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore;

/// <summary>What <see cref="Array"/> and <see cref="MemoryExtensions"/> do, and more, on every core: sorts, scans, partitions, fills, searches.</summary>
/// <remarks>
/// <para>Every member blocks until it is done; the calling thread takes part. Arrays and memory take the same path, and lists where an algorithm changes their
/// length or their order. Null and other bad input is refused before anything happens. An empty input gives an empty result.</para>
/// <para><b>Deterministic:</b> the result depends on the input alone, bit for bit, never on the number of workers or on timing. Callbacks run on several
/// threads at once and must not depend on each other's order.</para>
/// <para><b>Exceptions:</b> those of callbacks, as one flat <see cref="AggregateException"/>, the one of the lowest failing part first. A cancelled token
/// throws <see cref="OperationCanceledException"/> with the token. A call that
/// moves items in place (remove, partition, unique, shuffle) has then changed nothing; what another call has written of its destination is unspecified.
/// <see cref="RangeOptions"/> of a disposed scheduler throw <see cref="ObjectDisposedException"/>.</para>
/// <para><b>Options:</b> progress counts blocks or items, whichever the algorithm hands out. The pass that moves items about after all callbacks have run
/// can't be stopped, and isn't reported.</para>
/// <para><b>Complexity:</b> O(n) unless said otherwise. Buffers come from <see cref="System.Buffers.ArrayPool{T}"/>; besides results, a call allocates less
/// than 1 KB, also for lists. Inputs too short to gain from other cores
/// stay on the calling thread.</para>
/// <para><b>Thread safety:</b> any thread, also from callbacks; nobody may change the items meanwhile, or the size of a list.</para>
/// </remarks>
public static partial class ParallelAlgorithms
{
    /// <summary>By which the cost of a part is remembered: the callback's type and the algorithm.</summary>
    private static int CallbackKey(Delegate callback, [CallerLineNumber] int callerLine = 0) => SiteCosts.Key(callback, callerLine);
}
