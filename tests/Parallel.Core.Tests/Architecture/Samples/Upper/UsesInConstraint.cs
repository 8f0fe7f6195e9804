using ParallelCore.Tests.Architecture.Samples.Lower;

namespace ParallelCore.Tests.Architecture.Samples.Upper;

internal sealed class UsesInConstraint<T>
    where T : ILower;
