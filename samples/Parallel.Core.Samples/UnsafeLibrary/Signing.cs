using ParallelCore.Collections;
using ParallelCore.Counters;

namespace ParallelCore.Samples.UnsafeLibrary;

/// <summary>Digests documents, which is the work, and has each digest signed by a library that can do one thing at a time.</summary>
internal static class Signing
{
    private const int Steps = 20_000;

    /// <summary>What happened at the gate in the last gated run.</summary>
    public static SerialGateStatistics Waits { get; private set; }

    public static long Sequential(int documents)
    {
        var signer = new LegacySigner();
        long sum = 0;
        for (int i = 0; i < documents; i++)
            sum += signer.Sign(Digest(i));
        return sum;
    }

    public static long Naive(int documents)
    {
        var signer = new LegacySigner();
        var sum = new StripedCounter();
        ParallelRange.Run(0, documents, i => sum.Add(signer.Sign(Digest(i))));
        return sum.Sum();
    }

    /// <summary>The digests still run on all cores; only the calls into the library wait for each other.</summary>
    public static long Gated(int documents)
    {
        var signer = new LegacySigner();
        var gate = new SerialGate("signer");
        var sum = new StripedCounter();
        ParallelRange.Run(0, documents, i =>
        {
            long digest = Digest(i);
            using (gate.Enter())
                sum.Add(signer.Sign(digest));
        });
        Waits = gate.Statistics;
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

    private static long Digest(int document)
    {
        long digest = document;
        for (int i = 0; i < Steps; i++)
            digest = (digest * 6364136223846793005) + 1442695040888963407;
        return digest;
    }
}
