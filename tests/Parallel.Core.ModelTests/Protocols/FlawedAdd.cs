namespace ParallelCore.ModelTests.Protocols;

internal readonly struct FlawedAdd : ICellFlaw
{
    public static bool Add => true;
}
