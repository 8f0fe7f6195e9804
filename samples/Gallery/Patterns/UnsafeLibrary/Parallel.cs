using ParallelCore.Collections;
using ParallelCore.Counters;

namespace ParallelCore.Gallery.Patterns.UnsafeLibrary;

internal static partial class Signing
{
    /// <summary>The digests run on all cores; only the calls into the library wait for each other.</summary>
    public static long Gated(int documents, SerialGate gate)
    {
        var signer = new LegacySigner();
        var sum = new StripedCounter();
        ParallelRange.Run(0, documents, i =>
        {
            long digest = Digest(i);
            using (gate.Enter())
                sum.Add(signer.Sign(digest));
        });
        return sum.Sum();
    }

    /// <summary>Where the library allows several objects, nobody has to wait.</summary>
    public static long OneForEachWorker(int documents)
    {
        using var signers = new WorkerLocal<LegacySigner>(static () => new LegacySigner());
        var sum = new StripedCounter();
        ParallelRange.Run(0, documents, i => sum.Add(signers.Value.Sign(Digest(i))));
        return sum.Sum();
    }
}
