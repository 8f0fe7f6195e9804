using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FluentAssertions;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class ClaimCounterTests
{
    private const int PrefetchedPair = 128;

    [Fact]
    public void Layout_KeepsAPairOfCacheLinesOnBothSides()
    {
        int offset = (int)Marshal.OffsetOf<ClaimCounter>("_claimed");

        offset.Should().BeGreaterThanOrEqualTo(PrefetchedPair);
        (Unsafe.SizeOf<ClaimCounter>() - offset).Should().BeGreaterThanOrEqualTo(PrefetchedPair);
    }

    [Fact]
    public void Next_OneThread_CountsFromZero()
    {
        var counter = new ClaimCounter();

        counter.Next().Should().Be(0);
        counter.Next().Should().Be(1);
    }
}
