using FluentAssertions;
using ParallelCore.Tests.Docs;

namespace ParallelCore.Tests.Architecture;

public sealed class LayerTests
{
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "Parallel.Core.dll");

    [Fact]
    public void Library_EveryUseOfAType_FollowsTheLayers() =>
        LayerRules.Violations(ArrowReader.Read(Library), SourceFolders.Of).Should().BeEmpty();

    [Fact]
    public void Library_EveryFolder_HasARow() =>
        ArrowReader.Read(Library).Select(static arrow => SourceFolders.Of(arrow.FromNamespace, arrow.FromType)).Distinct()
            .Should().BeEquivalentTo(LayerRules.Below.Keys);

    [Fact]
    public void Below_FollowedFromAnyFolder_NeverComesBack() =>
        LayerRules.Below.Keys.Where(static folder => LayerRules.AllBelow(folder).Contains(folder)).Should().BeEmpty();

    /// <summary>One line an arrow, such as <c>Loops --> Scheduling</c>.</summary>
    [Fact]
    public void Picture_InTheGuideForContributors_ShowsTheTable() =>
        new MarkdownDocument("CONTRIBUTING.md").Text.Split('\n')
            .Where(static line => line.Contains(" --> ", StringComparison.Ordinal)).Select(static line => line.Trim().Replace("Root[the root]", SourceFolders.Root, StringComparison.Ordinal))
            .Should().BeEquivalentTo(LayerRules.Below.SelectMany(static folder => folder.Value.Select(below => $"{folder.Key} --> {below}")));

    [Theory]
    [InlineData("Algorithms", "Sequences")]
    [InlineData("Loops", SourceFolders.Root)]
    [InlineData("Loops", "Forks")]
    [InlineData("Loops", "Unheard")]
    [InlineData("Primitives", "Scheduling")]
    [InlineData("Primitives", "Machine")]
    [InlineData("Partitioning", "Scheduling")]
    [InlineData("Scheduling", "Loops")]
    [InlineData("Scheduling", SourceFolders.Root)]
    [InlineData("Counters", "Scheduling")]
    [InlineData("Collections", "Counters")]
    [InlineData("Unheard", "Primitives")]
    public void Violations_OneWrongArrowAmongRightOnes_IsTheOneReported(string from, string to)
    {
        var wrong = new Arrow(from, "Wrong", to, "Target");
        Arrow[] arrows =
        [
            new(SourceFolders.Root, "A", "Scheduling", "B"),
            new("Scheduling", "B", "Machine", "C"),
            wrong,
            new("Machine", "C", "Primitives", "D"),
            new("Primitives", "D", "Primitives", "E"),
        ];

        LayerRules.Violations(arrows, static (folder, _) => folder).Should().ContainSingle().Which.Should().StartWith(wrong.ToString());
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
}
