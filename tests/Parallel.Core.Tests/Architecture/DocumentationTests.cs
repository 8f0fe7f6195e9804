using System.Reflection;
using System.Xml.Linq;
using FluentAssertions;

namespace ParallelCore.Tests.Architecture;

public sealed class DocumentationTests
{
    private static readonly Assembly Library = Assembly.Load("Parallel.Core");

    [Fact]
    public void PublicTypes_Always_HaveASummary() =>
        Library.GetExportedTypes().Select(DocumentationId).Except(Summarised()).Should().BeEmpty();

    [Fact]
    public void InternalTypes_ThatHaveASummary_AreFoundByTheSameReading() =>
        Summarised().Should().NotBeEmpty("otherwise the other test reads the wrong file");

    private static string DocumentationId(Type type) => "T:" + type.FullName!.Replace('+', '.');

    private static HashSet<string> Summarised() =>
    [
        .. XDocument.Load(Path.ChangeExtension(Library.Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value),
    ];
}
