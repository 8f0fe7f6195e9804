using ParallelCore.Tests.Architecture.Samples.Lower;

namespace ParallelCore.Tests.Architecture.Samples.Upper;

internal static class UsesInBody
{
    public static int Call() => LowerType.Answer();
}
