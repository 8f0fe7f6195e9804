using ParallelCore.Tests.Architecture.Samples.Lower;

namespace ParallelCore.Tests.Architecture.Samples.Upper;

internal static class UsesInSignature
{
    public static bool IsNull(LowerType[]? lower) => lower is null;
}
