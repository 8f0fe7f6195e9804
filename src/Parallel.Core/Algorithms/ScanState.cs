namespace ParallelCore.Algorithms;

/// <summary>How far a block of a scan is.</summary>
internal static class ScanState
{
    /// <summary>Neither its prefix nor its sum is known.</summary>
    public const int Untouched = 0;

    /// <summary>Its prefix is known.</summary>
    public const int Preceded = 1;

    /// <summary>It is scanned as if nothing came before it, and its sum is known.</summary>
    public const int Scanned = 2;

    /// <summary>It is scanned, and its prefix is known but not yet part of its items.</summary>
    public const int Deferred = 3;
}
