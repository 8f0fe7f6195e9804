using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class AtomicBooleanTests : AtomicBooleanContract
{
    protected override object Create(bool value) => new AtomicBoolean(value);

    [Fact]
    public void Value_WithoutAnInitialOne_IsTheDefault() => new AtomicBoolean().Value.Should().Be(default);
}
