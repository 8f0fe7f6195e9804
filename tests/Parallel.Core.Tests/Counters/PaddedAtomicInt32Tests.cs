using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class PaddedAtomicInt32Tests : AtomicIntegerContract<int>
{
    protected override object Create(int value) => new PaddedAtomicInt32(value);

    [Fact]
    public void Value_WithoutAnInitialOne_IsTheDefault() => new PaddedAtomicInt32().Value.Should().Be(default);
}
