using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>One owner that pushes and joins forks, at the same indices again and again, against thieves that take what is public and raid what is not: each fork runs once.</summary>
public sealed class ForkStackTests
{
    private static readonly ModelOptions s_exhaustive = ModelOptions.Exhaustive with { ProcessWideFences = true };
    private static readonly ModelOptions s_bounded = s_exhaustive with { MaxPreemptions = 3 };
    private static readonly ModelOptions s_bounded2 = s_exhaustive with { MaxPreemptions = 2 };
    private static readonly ModelOptions s_short = s_exhaustive with { MaxPreemptions = Effort.Pick(quick: 1, full: 2) };

    [Fact]
    public void TryClaim_OnlyFork_RunsOnce() => Explore<ModelCell>(s_exhaustive, "()").AssertCorrect();

    [Fact]
    public void TryClaim_ForkThatIsPoppedAndPushedAgain_EachRunsOnce() => Explore<ModelCell>(s_bounded, "()()").AssertCorrect();

    [Fact]
    public void TryClaim_TwoForks_EachRunsOnce() => Explore<ModelCell>(s_bounded, "(())").AssertCorrect();

    [Fact]
    public void TryClaim_ThreeForks_EachRunsOnce() => Explore<ModelCell>(s_bounded with { MaxPreemptions = Effort.Pick(quick: 2, full: 3) }, "((()))").AssertCorrect();

    [Fact]
    public void TryClaim_TwoForksTwoRaiders_EachRunsOnce() => Explore<ModelCell>(s_short, "(())", looks: [1, 1]).AssertCorrect();

    [Fact]
    public void TryClaim_IndexUsedAgainAndTwoRaiders_EachRunsOnce() => Explore<ModelCell>(s_short, "()()", looks: [1, 1]).AssertCorrect();

    [Fact]
    public void TryClaim_RaiderComesTwice_EachRunsOnce() => Explore<ModelCell>(s_short, "(()())", looks: [2]).AssertCorrect();

    [Fact]
    public void Publish_OnWant_EachRunsOnce() => Explore<ModelCell>(s_bounded, "((()))", looks: [2], raids: false).AssertCorrect();

    [Fact]
    public void Publish_AllAtEachPush_EachRunsOnce() => Explore<ModelCell>(s_bounded, "(()())", looks: [2], raids: false, publishesAll: true).AssertCorrect();

    [Fact]
    public void Publish_AllAtEachPushAndTwoThieves_EachRunsOnce() => Explore<ModelCell>(s_bounded2, "(())()", looks: [2, 1], raids: false, publishesAll: true).AssertCorrect();

    [Fact]
    public void Publish_AllAndRaids_EachRunsOnce() => Explore<ModelCell>(s_short, "((", looks: [1, 1], then: "))()", publishesAll: true).AssertCorrect();

    [Fact]
    public void TryTake_TwoThievesOfOneFork_OneGetsIt() => TwoThieves<ModelCell>().AssertCorrect();

    [Fact]
    public void S1_PayloadAfterPush_IsCaught() => Explore<ModelCell>(s_exhaustive, "()", flaw: GlueFlaw.PayloadAfterPush).AssertFails(FailureKind.DataRace);

    [Fact]
    public void S2_PayloadBeforeTake_IsCaught() =>
        Explore<ModelCell>(s_bounded, "()()", flaw: GlueFlaw.PayloadBeforeTake, raids: false, publishesAll: true).AssertFails(FailureKind.DataRace);

    [Fact]
    public void S3_FenceOfTheRaiderAlone_IsCaught() => Explore<FlawedCell<FlawedProcessWideFence>>(s_exhaustive, "()").AssertFails(FailureKind.Invariant);

    [Fact]
    public void S3_DepthReadBeforeTheFence_IsCaught() => Explore<FlawedCell<LateFence>>(s_exhaustive, "()").AssertFails(FailureKind.Invariant);

    [Fact]
    public void S3_OwnerIgnoresTheClaim_IsCaught() => Explore<FlawedCell<IgnoredClaim>>(s_exhaustive, "()").AssertFails(FailureKind.Invariant);

    [Fact]
    public void TryTake_ClaimThatWasWithdrawnAndMadeAgain_EachRunsOnce() => OldClaim<ModelCell>().AssertCorrect();

    [Fact]
    public void S4_WithoutTags_IsCaught() => OldClaim<FlawedCell<NoTags>>().AssertFails(FailureKind.Invariant);

    [Fact]
    public void S4_CompareExchangeInTwoSteps_IsCaught() => TwoThieves<FlawedCell<FlawedCompareExchange>>().AssertFails(FailureKind.DataRace);

    [Fact]
    public void TryTake_SplitFollowsTheDepthBelowWhatIsTaken_IsCaught() => Explore<FlawedCell<SplitBelowTop>>(s_exhaustive, "()").AssertFails(FailureKind.Invariant);

    private static ModelReport TwoThieves<TCell>()
        where TCell : struct, IAtomicCell => ModelChecker.Explore(s_exhaustive, () =>
    {
        JoinModel<TCell, ModelCell> model = new(3, 1, 1);
        model.Push(0, 0, 0, publishesAll: true);
        return new Scenario()
            .Thread("thief 1", () => model.TrySteal(1, 0))
            .Thread("thief 2", () => model.TrySteal(2, 0))
            .Finally(() => Assert.Equal(1, model.Runs(0)));
    });

    /// <summary>A raider has claimed and looked at the depth; the owner takes the fork back and pushes another one, which somebody else claims.</summary>
    private static ModelReport OldClaim<TCell>()
        where TCell : struct, IAtomicCell => ModelChecker.Explore(s_bounded2, () =>
    {
        JoinModel<TCell, ModelCell> model = new(3, 1, 2);
        model.Push(0, 0, 0);
        Assert.True(model.Places[0].Stack.TryClaim(1, out long head, out int index));
        model.Places[0].Stack.Unwant();
        return new Scenario()
            .Thread("owner", () =>
            {
                model.Join(0, 0, 0);
                model.Push(0, 0, 1);
                model.Join(0, 0, 1);
            })
            .Thread("old raider", () => model.FinishRaid(1, 0, head, index))
            .Thread("new raider", () => model.TrySteal(2, 0))
            .Finally(() => Assert.Equal((1, 1), (model.Runs(0), model.Runs(1))));
    });

    /// <summary>The owner pushes at each opening bracket and joins the newest at each closing one. Each thief looks so many times.</summary>
    private static ModelReport Explore<TCell>(
        ModelOptions options, string owner, int[]? looks = null, string then = "", bool raids = true, bool publishesAll = false, GlueFlaw flaw = GlueFlaw.None)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        string brackets = owner + then;
        int[] thieves = looks ?? [1];
        int pieces = brackets.Count(static bracket => bracket == '(');
        JoinModel<TCell, ModelCell> model = new(1 + thieves.Length, pieces, pieces, flaw) { Raids = raids };
        Scenario scenario = new Scenario().Thread("owner", () =>
        {
            Stack<int> pending = new();
            int work = 0;
            foreach (char bracket in brackets)
            {
                if (bracket == '(')
                {
                    model.Push(0, pending.Count, work, publishesAll: publishesAll);
                    pending.Push(work++);
                }
                else
                {
                    int newest = pending.Pop();
                    model.Join(0, pending.Count, newest);
                }
            }
        });
        for (int thief = 1; thief <= thieves.Length; thief++)
        {
            int me = thief;
            scenario.Thread($"thief {me}", () =>
            {
                for (int look = 0; look < thieves[me - 1]; look++)
                    model.TrySteal(me, 0);
            });
        }
        return scenario.Finally(() =>
        {
            for (int work = 0; work < pieces; work++)
                Assert.Equal(1, model.Runs(work));
        });
    });

    /// <summary>How a head is laid out, for mutants that change some of it.</summary>
    private static class Head
    {
        public const long Claim = 1L << 28;
        public const long Untagged = 2 * Claim - 1;

        public static int Split(long head) => (int)(head & ((1 << 20) - 1));

        public static int Top(long head) => Split(head) - (int)(head >> 20 & 255);

        public static long With(long head, int top, int split) => (head & ~Untagged) | (long)(split - top) << 20 | (uint)split;
    }

    /// <summary>The depth after the claim is read before the fence.</summary>
    private readonly struct LateFence : ICellFlaw
    {
        [ThreadStatic]
        private static bool t_isOwed;

        public static void ProcessWideFence() => t_isOwed = true;

        public static long Read(ref ModelCell cell)
        {
            long value = cell.Read();
            if (t_isOwed)
            {
                t_isOwed = false;
                ModelCell.ProcessWideFence();
            }
            return value;
        }
    }

    /// <summary>Who reads a claimed head takes it for one with nothing public.</summary>
    private readonly struct IgnoredClaim : ICellFlaw
    {
        public static long Read(ref ModelCell cell)
        {
            long value = cell.Read();
            return (value & Head.Claim) == 0 ? value : Head.With(value, Head.Top(value), Head.Top(value));
        }
    }

    /// <summary>Two heads that differ in the tag are the same.</summary>
    internal readonly struct NoTags : ICellFlaw
    {
        public static long CompareExchange(ref ModelCell cell, long value, long comparand)
        {
            long expected = comparand;
            while (true)
            {
                long seen = cell.CompareExchange(value, expected);
                if (seen == expected)
                    return comparand;
                if (((seen ^ comparand) & Head.Untagged) != 0)
                    return seen;
                expected = seen;
            }
        }
    }

    /// <summary>Whoever takes a claimed fork makes public what is left below the depth that it read last, even if its own fork isn't.</summary>
    private readonly struct SplitBelowTop : ICellFlaw
    {
        [ThreadStatic]
        private static long t_lastRead;

        public static long Read(ref ModelCell cell) => t_lastRead = cell.Read();

        public static long CompareExchange(ref ModelCell cell, long value, long comparand)
        {
            bool takes = (comparand & Head.Claim) != 0 && (value & Head.Claim) == 0 && Head.Top(value) > Head.Top(comparand);
            return cell.CompareExchange(takes && t_lastRead < Head.Top(value) ? Head.With(value, Head.Top(value), (int)t_lastRead) : value, comparand);
        }
    }
}
