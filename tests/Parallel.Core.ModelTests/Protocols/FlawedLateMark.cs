namespace ParallelCore.ModelTests.Protocols;

internal readonly struct FlawedLateMark : ICellFlaw
{
    public static bool LateMark => true;
}
