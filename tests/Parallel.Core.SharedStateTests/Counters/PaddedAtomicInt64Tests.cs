using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class PaddedAtomicInt64Tests : AtomicIntegerContract<long>
{
    protected override object Create(long value) => new PaddedAtomicInt64(value);

    [Fact]
    public void Value_WithoutAnInitialOne_IsTheDefault() => new PaddedAtomicInt64().Value.Should().Be(default);
}
