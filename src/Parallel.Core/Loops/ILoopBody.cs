namespace ParallelCore.Loops;

/// <summary>What the loop engine calls: every public form of a body that takes chunks becomes one of these, and the JIT removes the layer.</summary>
internal interface ILoopBody
{
    /// <summary>Runs the indices from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    /// <returns><paramref name="end"/>, or the lower index at which the body stopped the loop or saw its cancellation.</returns>
    long Invoke(long start, long end);
}
