using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore;

/// <summary>A body that may end its loop, and is told whether the loop is about to end: see
/// <see cref="ParallelRange.RunUntil(int, int, ChunkPolicy, UntilBody{int}, RangeOptions, int)"/>.</summary>
/// <typeparam name="TIndex"><see cref="int"/> or <see cref="long"/>.</typeparam>
/// <param name="index">The index to run.</param>
/// <param name="loop">The loop, as long as this call lasts.</param>
/// <returns>True to end the loop at this index, as a <c>break</c> would.</returns>
public delegate bool UntilBody<in TIndex>(TIndex index, LoopState loop);

/// <summary>The loop that a body runs in, for bodies that end it or that run long.</summary>
/// <remarks><b>Thread safety:</b> belongs to the call that received it; being a ref struct, it can't leave it.</remarks>
public readonly ref struct LoopState
{
    private readonly ref LoopPart _part;
    private readonly long _index;

    internal LoopState(ref LoopPart part, long index)
    {
        _part = ref part;
        _index = index;
    }

    /// <summary>True when what this body does is no longer wanted: the loop was ended at a lower index or by <see cref="Stop"/>, a body of a lower chunk
    /// has failed, or the loop was cancelled. A body that runs long may look now and then, and return.</summary>
    /// <value>False until then; once true, it stays so.</value>
    /// <remarks><b>Complexity:</b> a nanosecond or two. <b>Source:</b> <see cref="ParallelLoopState.ShouldExitCurrentIteration"/>.</remarks>
    public bool IsEnding => !Unsafe.IsNullRef(ref _part) && _part.Loop.IsStoppedAt(_part.Unit);

    /// <summary>Ends the loop at once: no body starts any longer, also not at lower indices. Bodies that run may see <see cref="IsEnding"/>.</summary>
    /// <exception cref="InvalidOperationException">This is a default value, of no loop.</exception>
    /// <remarks>This index then is the loop's result, unless a lower one ends it, too. <b>Blocking:</b> never. <b>Source:</b>
    /// <see cref="ParallelLoopState.Stop"/>.</remarks>
    public void Stop()
    {
        if (Unsafe.IsNullRef(ref _part))
        {
            throw new InvalidOperationException("A default LoopState has no loop; use the one that the body is handed.");
        }

        _part.Loop.StopAll(_part.Unit, _index);
    }
}
