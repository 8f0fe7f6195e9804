using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class PaddedAtomicReferenceTests : AtomicReferenceContract
{
    protected override object Create(string? value) => new PaddedAtomicReference<string?>(value);
}
