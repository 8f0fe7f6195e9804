using ParallelCore.Tests.Architecture.Samples.Lower;

namespace ParallelCore.Tests.Architecture.Samples.Upper;

internal sealed class UsesInField
{
    public readonly LowerType? Field = null;
}
