using FluentAssertions;

namespace ParallelCore.Tests.Architecture;

public sealed class LayerTests
{
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "Parallel.Core.dll");

    [Fact]
    public void Library_EveryUseOfAType_FollowsTheLayers() =>
        LayerRules.Violations(ArrowReader.Read(Library)).Should().BeEmpty();

    [Fact]
    public void Library_EveryNamespace_HasARow() =>
        ArrowReader.Read(Library).Select(arrow => LayerRules.LayerOf(arrow.FromNamespace, arrow.FromType) ?? arrow.FromNamespace)
            .Should().NotBeEmpty().And.BeSubsetOf(LayerRules.MayUse.Keys);

    [Fact]
    public void MayUse_FollowedFromAnyLayer_NeverComesBack()
    {
        foreach (string layer in LayerRules.MayUse.Keys)
        {
            Reachable(layer).Should().NotContain(layer);
        }
    }

    [Theory]
    [InlineData("RangeLoop`1")]
    [InlineData("RangeOptions")]
    public void Violations_LoopUsesTheFrontDoor_IsReported(string user) =>
        LayerRules.Violations([new("ParallelCore", user, "ParallelCore", "ParallelRange")]).Should().ContainSingle();

    [Theory]
    [InlineData("ParallelCore", "ParallelCore.Sequences")]
    [InlineData("ParallelCore.Algorithms", "ParallelCore.Sequences")]
    [InlineData("ParallelCore.Primitives", "ParallelCore.Scheduling")]
    [InlineData("ParallelCore.Primitives", "ParallelCore")]
    [InlineData("ParallelCore.Partitioning", "ParallelCore.Scheduling")]
    [InlineData("ParallelCore.Partitioning.Inner", "ParallelCore")]
    [InlineData("ParallelCore.Scheduling", "ParallelCore")]
    [InlineData("ParallelCore.Counters", "ParallelCore.Scheduling")]
    [InlineData("ParallelCore.Collections", "ParallelCore.Counters")]
    [InlineData("ParallelCore.Unheard", "ParallelCore.Primitives")]
    [InlineData("ParallelCore.PrimitivesToo", "ParallelCore.Primitives")]
    public void Violations_OneWrongArrowAmongRightOnes_IsTheOneReported(string from, string to)
    {
        var wrong = new Arrow(from, "Wrong", to, "Target");
        Arrow[] arrows =
        [
            new("ParallelCore", "A", "ParallelCore.Scheduling", "B"),
            new("ParallelCore.Scheduling", "B", "ParallelCore.Partitioning", "C"),
            wrong,
            new("ParallelCore.Partitioning", "C", "ParallelCore.Primitives", "D"),
            new("ParallelCore.Primitives", "D", "ParallelCore.Primitives", "E"),
        ];

        LayerRules.Violations(arrows).Should().ContainSingle().Which.Should().StartWith(wrong.ToString());
    }

    [Theory]
    [InlineData(nameof(Samples.Upper.UsesInBody))]
    [InlineData(nameof(Samples.Upper.UsesInField))]
    [InlineData(nameof(Samples.Upper.UsesInSignature))]
    [InlineData(nameof(Samples.Upper.UsesInConstraint<>))]
    [InlineData(nameof(Samples.Upper.UsesInGenericArgument))]
    [InlineData(nameof(Samples.Upper.UsesInLambda))]
    [InlineData(nameof(Samples.Upper.UsesInAttribute))]
    public void Read_SampleThatUsesALowerType_FindsTheArrow(string user) =>
        ArrowReader.Read(typeof(LayerTests).Assembly.Location)
            .Where(arrow => arrow.FromNamespace == "ParallelCore.Tests.Architecture.Samples.Upper" && arrow.FromType.Split('`')[0] == user)
            .Should().Contain(arrow => arrow.ToNamespace == "ParallelCore.Tests.Architecture.Samples.Lower");

    private static HashSet<string> Reachable(string layer)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(LayerRules.MayUse[layer]);
        while (open.TryPop(out string? next))
        {
            if (seen.Add(next))
            {
                Array.ForEach(LayerRules.MayUse[next], open.Push);
            }
        }

        return seen;
    }
}
