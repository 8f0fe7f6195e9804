namespace ParallelCore.Gallery.Patterns.UnsafeLibrary;

/// <summary>Digests documents, which is the work, and has each digest signed by a library that can do one thing at a time.</summary>
internal static partial class Signing
{
    private const int Steps = 20_000;

    public static long Sequential(int documents)
    {
        var signer = new LegacySigner();
        long sum = 0;
        for (int i = 0; i < documents; i++)
            sum += signer.Sign(Digest(i));
        return sum;
    }

    private static long Digest(int document)
    {
        long digest = document;
        for (int i = 0; i < Steps; i++)
            digest = (digest * 6364136223846793005) + 1442695040888963407;
        return digest;
    }
}
