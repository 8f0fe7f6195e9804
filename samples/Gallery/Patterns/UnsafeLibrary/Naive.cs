using ParallelCore.Counters;

namespace ParallelCore.Gallery.Patterns.UnsafeLibrary;

internal static partial class Signing
{
    /// <summary>Two calls at once write to the library's one buffer.</summary>
    public static long Ungated(int documents)
    {
        var signer = new LegacySigner();
        var sum = new StripedCounter();
        ParallelRange.Run(0, documents, i => sum.Add(signer.Sign(Digest(i))));
        return sum.Sum();
    }
}
