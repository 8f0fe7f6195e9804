using ParallelCore.Tests.Architecture.Samples.Lower;

namespace ParallelCore.Tests.Architecture.Samples.Upper;

internal static class UsesInGenericArgument
{
    public static object Create() => new List<LowerType>();
}
