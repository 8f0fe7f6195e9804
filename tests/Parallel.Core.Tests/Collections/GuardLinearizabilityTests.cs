using CsCheck;
using FluentAssertions;

namespace ParallelCore.Tests.Collections;

public sealed class GuardLinearizabilityTests
{
    /// <summary>Thousands of histories on a quiet machine, fewer on a loaded one.</summary>
    private const int Seconds = 3;

    /// <summary>For what ends at the first failure.</summary>
    private const int MostSeconds = 60;

    [Fact]
    public void Guarded_AnyOperations_AreLinearizable() => Sample(static () => new GuardedNumber());

    [Fact]
    public void ReadWriteGuarded_AnyOperations_AreLinearizable() => Sample(static () => new ReadWriteGuardedNumber());

    [Fact]
    public void SerialGate_AnyOperations_AreLinearizable() => Sample(static () => new GatedNumber());

    [Fact]
    public void TwoSections_InPlaceOfOne_AreFound() => ((Action)(static () => Sample(static () => new BrokenNumber(), MostSeconds))).Should().Throw<CsCheckException>();

    private static void Sample(Func<LockedNumber> create, int seconds = Seconds) => Gen.Const(create).SampleParallel(
        Gen.Operation<LockedNumber>("read", static number => number.ReadIt()),
        Gen.Int[1, 9].Operation<LockedNumber>(static i => $"fold {i}", static (number, i) => number.Fold(i)),
        Gen.Int[1, 9].Operation<LockedNumber>(static i => $"guard {i}", static (number, i) => number.FoldThroughGuard(i)),
        Gen.Int[1, 9].Operation<LockedNumber>(static i => $"try {i}", static (number, i) => number.FoldByTrying(i)),
        equal: static (left, right) => left.IsEqual(right),
        maxSequentialOperations: 2,
        maxParallelOperations: 4,
        time: seconds,
        threads: 2);
}
