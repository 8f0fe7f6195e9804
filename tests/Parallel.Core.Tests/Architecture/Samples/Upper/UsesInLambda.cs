using ParallelCore.Tests.Architecture.Samples.Lower;

namespace ParallelCore.Tests.Architecture.Samples.Upper;

internal static class UsesInLambda
{
    public static Func<int> Create() => () => LowerType.Answer();
}
