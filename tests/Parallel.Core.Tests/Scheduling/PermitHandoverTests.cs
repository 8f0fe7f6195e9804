using FluentAssertions;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Of the two that could give back a permit exactly one does, whoever is first.</summary>
public sealed class PermitHandoverTests
{
    [Fact]
    public void TryEnd_OwnerLentFirst_IsFalse()
    {
        var handover = default(PermitHandover<AtomicCell>);
        handover.Reset();
        (handover.TryLend(), handover.TryEnd()).Should().Be((true, false));
    }

    [Fact]
    public void TryLend_ThiefEndedFirst_IsFalse()
    {
        var handover = default(PermitHandover<AtomicCell>);
        handover.Reset();
        (handover.TryEnd(), handover.TryLend()).Should().Be((true, false));
        handover.Reset();
        handover.TryLend().Should().BeTrue();
    }
}
