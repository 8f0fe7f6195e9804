namespace ParallelCore.Algorithms;

internal static class RadixBuckets
{
    public const int Count = 256;
}
