namespace ParallelCore.ModelTests.Protocols;

internal readonly struct FlawedWaking : ICellFlaw
{
    public static bool Waking => true;
}
