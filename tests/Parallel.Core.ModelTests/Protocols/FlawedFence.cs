namespace ParallelCore.ModelTests.Protocols;

internal readonly struct FlawedFence : ICellFlaw
{
    public static bool Fence => true;
}
