using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

/// <summary>The outcomes of the classic x86-TSO litmus tests (Owens, Sarkar, Sewell: A better x86 memory model).</summary>
public sealed class LitmusTests
{
    [Fact]
    public void Explore_StoreBuffering_FindsBothReadsZero() =>
        Assert.Contains("0,0", StoreBuffering(ModelOptions.Exhaustive, fenced: false));

    [Fact]
    public void Explore_StoreBufferingWithFences_NeverBothReadsZero() =>
        Assert.Equal(["0,1", "1,0", "1,1"], StoreBuffering(ModelOptions.Exhaustive, fenced: true));

    [Fact]
    public void Explore_StoreBufferingWithoutBuffers_NeverBothReadsZero() =>
        Assert.Equal(["0,1", "1,0", "1,1"], StoreBuffering(ModelOptions.SequentiallyConsistent, fenced: false));

    [Fact]
    public void Explore_StoreBufferingWithoutOvertakes_NeverBothReadsZero() =>
        Assert.Equal(["0,1", "1,0", "1,1"], StoreBuffering(new ModelOptions { MaxOvertakes = 0 }, fenced: false));

    [Fact]
    public void Explore_StoreBufferingWithOneOvertake_FindsBothReadsZero() =>
        Assert.Contains("0,0", StoreBuffering(new ModelOptions { MaxOvertakes = 1, MaxPreemptions = 1 }, fenced: false));

    [Fact]
    public void Explore_StoreBufferingWithAProcessWideFenceOnOneSide_NeverBothReadsZero()
    {
        SortedSet<string> outcomes = Outcomes.Of(ModelOptions.Exhaustive with { ProcessWideFences = true }, outcome =>
        {
            ModelCell x = new("x"), y = new("y");
            long left = 0, right = 0;
            return new Scenario()
                .Thread("left", () => { x.Write(1); left = y.Read(); })
                .Thread("right", () => { y.Write(1); ModelCell.ProcessWideFence(); right = x.Read(); })
                .Finally(() => outcome($"{left},{right}"));
        });
        Assert.Equal(["0,1", "1,0", "1,1"], outcomes);
    }

    [Fact]
    public void Explore_MessagePassing_NeverFlagWithoutData()
    {
        SortedSet<string> outcomes = Outcomes.Of(ModelOptions.Exhaustive, outcome =>
        {
            ModelCell data = new("data"), flag = new("flag");
            long seenFlag = 0, seenData = 0;
            return new Scenario()
                .Thread("writer", () => { data.Write(1); flag.Write(1); })
                .Thread("reader", () => { seenFlag = flag.Read(); seenData = data.Read(); })
                .Finally(() => outcome($"{seenFlag},{seenData}"));
        });
        Assert.Equal(["0,0", "0,1", "1,1"], outcomes);
    }

    [Fact]
    public void Explore_LoadBuffering_NeverBothReadsOne()
    {
        SortedSet<string> outcomes = Outcomes.Of(ModelOptions.Exhaustive, outcome =>
        {
            ModelCell x = new("x"), y = new("y");
            long left = 0, right = 0;
            return new Scenario()
                .Thread("left", () => { left = x.Read(); y.Write(1); })
                .Thread("right", () => { right = y.Read(); x.Write(1); })
                .Finally(() => outcome($"{left},{right}"));
        });
        Assert.Equal(["0,0", "0,1", "1,0"], outcomes);
    }

    [Fact]
    public void Explore_IndependentReads_NeverDisagreeOnTheOrder()
    {
        SortedSet<string> outcomes = Outcomes.Of(ModelOptions.Exhaustive, outcome =>
        {
            ModelCell x = new("x"), y = new("y");
            long a = 0, b = 0, c = 0, d = 0;
            return new Scenario()
                .Thread("x", () => x.Write(1))
                .Thread("y", () => y.Write(1))
                .Thread("xy", () => { a = x.Read(); b = y.Read(); })
                .Thread("yx", () => { c = y.Read(); d = x.Read(); })
                .Finally(() => outcome($"{a}{b}{c}{d}"));
        });
        Assert.Equal(15, outcomes.Count);
        Assert.DoesNotContain("1010", outcomes);
    }

    [Fact]
    public void Explore_OwnStoreIsForwarded_FindsTheOutcomeThatOnlyForwardingExplains()
    {
        // Known as n6.
        SortedSet<string> outcomes = Outcomes.Of(ModelOptions.Exhaustive, outcome =>
        {
            ModelCell x = new("x"), y = new("y");
            long own = 0, other = 0;
            return new Scenario()
                .Thread("left", () => { x.Write(1); own = x.Read(); other = y.Read(); })
                .Thread("right", () => { y.Write(2); x.Write(2); })
                .Finally(() => outcome($"{own},{other},{x.Read()}"));
        });
        Assert.Contains("1,0,1", outcomes);
    }

    [Fact]
    public void Explore_TwoStoresEach_NeverBothFirstStoresWin()
    {
        SortedSet<string> outcomes = Outcomes.Of(ModelOptions.Exhaustive, outcome =>
        {
            ModelCell x = new("x"), y = new("y");
            return new Scenario()
                .Thread("left", () => { x.Write(1); y.Write(2); })
                .Thread("right", () => { y.Write(1); x.Write(2); })
                .Finally(() => outcome($"{x.Read()},{y.Read()}"));
        });
        Assert.Equal(["1,2", "2,1", "2,2"], outcomes);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Explore_BufferDepth_LimitsHowLongStoresAreHeldBack(int depth, bool bothHeldBack)
    {
        SortedSet<string> outcomes = Outcomes.Of(new ModelOptions { StoreBufferDepth = depth }, outcome =>
        {
            ModelCell x = new("x"), y = new("y"), z = new("z");
            long early = 0, late = 0;
            return new Scenario()
                .Thread("left", () => { x.Write(1); y.Write(1); late = z.Read(); })
                .Thread("right", () => { z.Write(1); ModelCell.Fence(); early = x.Read(); })
                .Finally(() => outcome($"{early},{late}"));
        });
        Assert.Equal(bothHeldBack, outcomes.Contains("0,0"));
    }

    private static SortedSet<string> StoreBuffering(ModelOptions options, bool fenced) => Outcomes.Of(options, outcome =>
    {
        ModelCell x = default, y = default;
        long left = 0, right = 0;
        return new Scenario()
            .Thread("left", () =>
            {
                x.Write(1);
                if (fenced)
                    ModelCell.Fence();
                left = y.Read();
            })
            .Thread("right", () =>
            {
                y.Write(1);
                if (fenced)
                    ModelCell.Fence();
                right = x.Read();
            })
            .Finally(() => outcome($"{left},{right}"));
    });
}
