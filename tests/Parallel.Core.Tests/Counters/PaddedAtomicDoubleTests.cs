using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class PaddedAtomicDoubleTests : AtomicDoubleContract
{
    protected override object Create(double value) => new PaddedAtomicDouble(value);

    [Fact]
    public void Value_WithoutAnInitialOne_IsTheDefault() => new PaddedAtomicDouble().Value.Should().Be(default);
}
