using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class AtomicInt32Tests : AtomicIntegerContract<int>
{
    protected override object Create(int value) => new AtomicInt32(value);

    [Fact]
    public void Value_WithoutAnInitialOne_IsTheDefault() => new AtomicInt32().Value.Should().Be(default);
}
