using System.Collections.Concurrent;
using System.Reflection;
using System.Threading.Channels;
using FluentAssertions;

namespace ParallelCore.Tests.Architecture;

public sealed class NamespaceTests
{
    /// <summary>Namespaces that our users have in scope already, or import next to ours.</summary>
    private static readonly string[] CommonNamespaces =
    [
        "System",
        "System.Collections.Concurrent",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Net.Http",
        "System.Threading",
        "System.Threading.Channels",
        "System.Threading.Tasks",
    ];

    /// <summary>One type of each assembly that those namespaces are spread over.</summary>
    private static readonly Type[] CommonAssemblies =
    [
        typeof(object),
        typeof(Barrier),
        typeof(BlockingCollection<>),
        typeof(Channel),
        typeof(Enumerable),
        typeof(HttpClient),
        typeof(Parallel),
        typeof(ParallelEnumerable),
        typeof(SortedSet<>),
    ];

    private static readonly Assembly Library = Assembly.Load("Parallel.Core");

    [Fact]
    public void PublicTypes_Always_LiveUnderTheRootNamespace() =>
        Library.GetExportedTypes().Where(type => !IsUnderRoot(type.Namespace)).Should().BeEmpty();

    [Fact]
    public void AllTypes_Always_StayOutOfNamespacesThatHideParallel() =>
        Library.GetTypes().Where(type => HidesParallel(type.Namespace)).Should().BeEmpty();

    [Fact]
    public void PublicTypes_Always_AvoidTheNamesOfCommonTypes() =>
        Library.GetExportedTypes().Where(type => !type.IsNested).Select(PlainName).Intersect(CommonNames()).Should().BeEmpty();

    [Theory]
    [InlineData("Parallel")]
    [InlineData("ParallelQuery")]
    [InlineData("ParallelOptions")]
    [InlineData("Partitioner")]
    [InlineData("Barrier")]
    [InlineData("Lock")]
    [InlineData("TaskScheduler")]
    [InlineData("Task")]
    [InlineData("Range")]
    [InlineData("Channel")]
    public void CommonNames_NameThatUsersKnow_IsAmongThem(string name) => CommonNames().Should().Contain(name);

    [Theory]
    [InlineData("Parallel", true)]
    [InlineData("Parallel.Core", true)]
    [InlineData("ParallelCore", false)]
    [InlineData("ParallelCore.Scheduling", false)]
    public void HidesParallel_Namespace_IsDecidedByItsFirstPart(string name, bool expected) => HidesParallel(name).Should().Be(expected);

    private static bool IsUnderRoot(string? name) => name == "ParallelCore" || name?.StartsWith("ParallelCore.", StringComparison.Ordinal) == true;

    private static bool HidesParallel(string? name) => name == "Parallel" || name?.StartsWith("Parallel.", StringComparison.Ordinal) == true;

    private static string PlainName(Type type) => type.Name.Split('`')[0];

    private static HashSet<string> CommonNames() =>
    [
        .. CommonAssemblies.SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.IsPublic && CommonNamespaces.Contains(type.Namespace))
            .Select(PlainName),
    ];
}
