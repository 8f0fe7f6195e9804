using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class AtomicInt64Tests : AtomicIntegerContract<long>
{
    protected override object Create(long value) => new AtomicInt64(value);

    [Fact]
    public void Value_WithoutAnInitialOne_IsTheDefault() => new AtomicInt64().Value.Should().Be(default);
}
