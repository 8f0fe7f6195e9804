namespace ParallelCore.ModelTests.Protocols;

internal readonly struct FlawedExchange : ICellFlaw
{
    public static bool Exchange => true;
}
