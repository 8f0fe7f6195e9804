namespace ParallelCore.Tests.Architecture.Samples.Lower;

internal sealed class LowerType
{
    public static int Answer() => 42;
}
