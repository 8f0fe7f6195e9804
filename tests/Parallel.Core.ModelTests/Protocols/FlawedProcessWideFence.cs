namespace ParallelCore.ModelTests.Protocols;

internal readonly struct FlawedProcessWideFence : ICellFlaw
{
    public static bool ProcessWideFence => true;
}
