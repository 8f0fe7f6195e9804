namespace ParallelCore.Algorithms;

/// <summary>Where an item lies, seen from a pivot.</summary>
internal static class Side
{
    public const byte Less = 0;
    public const byte Equal = 1;
    public const byte Greater = 2;
    public const int Count = 3;
}
