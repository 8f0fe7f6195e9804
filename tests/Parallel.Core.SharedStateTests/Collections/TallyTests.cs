using FluentAssertions;

namespace ParallelCore.Tests.Collections;

public sealed class TallyTests
{
    [Fact]
    public void Count_WithoutALock_LosesUpdates() => Tally.Count(static inside => inside(), isTorn: true).Should().BeLessThan(Tally.Right);
}
