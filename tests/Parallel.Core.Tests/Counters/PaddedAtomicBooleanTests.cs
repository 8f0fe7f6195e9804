using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class PaddedAtomicBooleanTests : AtomicBooleanContract
{
    protected override object Create(bool value) => new PaddedAtomicBoolean(value);

    [Fact]
    public void Value_WithoutAnInitialOne_IsTheDefault() => new PaddedAtomicBoolean().Value.Should().Be(default);
}
