using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class AtomicReferenceTests : AtomicReferenceContract
{
    protected override object Create(string? value) => new AtomicReference<string?>(value);
}
