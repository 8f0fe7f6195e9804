namespace ParallelCore.ModelTests.Protocols;

internal readonly struct FlawedCompareExchange : ICellFlaw
{
    public static bool CompareExchange => true;
}
