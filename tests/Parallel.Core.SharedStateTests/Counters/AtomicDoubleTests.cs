using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class AtomicDoubleTests : AtomicDoubleContract
{
    protected override object Create(double value) => new AtomicDouble(value);

    [Fact]
    public void Value_WithoutAnInitialOne_IsTheDefault() => new AtomicDouble().Value.Should().Be(default);
}
