using CsCheck;
using FluentAssertions;

namespace ParallelCore.Tests.Collections;

public sealed class GuardLinearizabilityTests
{
    private static readonly int s_histories = Effort.Pick(quick: 15, full: 1_000);

    // In small batches, since the rest of a batch with a failure is spent on a simpler one, which nobody is going to read here.
    private const int Batches = 400;
    private const int HistoriesInABatch = 10;

    [Fact]
    public void Guarded_AnyOperations_AreLinearizable() => Sample(static () => new GuardedNumber(), s_histories);

    [Fact]
    public void ReadWriteGuarded_AnyOperations_AreLinearizable() => Sample(static () => new ReadWriteGuardedNumber(), s_histories);

    [Fact]
    public void SerialGate_AnyOperations_AreLinearizable() => Sample(static () => new GatedNumber(), s_histories);

    [Fact]
    public void TwoSections_InPlaceOfOne_AreFound() => FluentActions.Invoking(static () =>
    {
        for (int batch = 0; batch < Batches; batch++)
            Sample(static () => new BrokenNumber(), HistoriesInABatch);
    }).Should().Throw<CsCheckException>();

    private static void Sample(Func<LockedNumber> create, int histories) => Gen.Const(create).SampleParallel(
        Gen.Operation<LockedNumber>("read", static number => number.ReadIt()),
        Gen.Int[1, 9].Operation<LockedNumber>(static i => $"fold {i}", static (number, i) => number.Fold(i)),
        Gen.Int[1, 9].Operation<LockedNumber>(static i => $"guard {i}", static (number, i) => number.FoldThroughGuard(i)),
        Gen.Int[1, 9].Operation<LockedNumber>(static i => $"try {i}", static (number, i) => number.FoldByTrying(i)),
        equal: static (left, right) => left.IsEqual(right),
        maxSequentialOperations: 2,
        maxParallelOperations: 4,
        iter: histories,
        threads: 2);
}
