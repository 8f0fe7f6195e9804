using System.Text.RegularExpressions;
using FluentAssertions;

namespace ParallelCore.Tests.Docs;

/// <summary>Each sample of the gallery is a folder that reads as a page.</summary>
public sealed partial class GalleryTests
{
    private const int MostLines = 150;
    private const int MostLinesOfAPage = 40;

    private static readonly string s_gallery = Path.Combine(MarkdownDocument.RepositoryRoot, "samples", "Gallery");

    public static TheoryData<string> Folders =>
    [
        .. ((string[])["Uses", "Patterns"])
            .SelectMany(static kind => Directory.GetDirectories(Path.Combine(s_gallery, kind)))
            .Select(static folder => Path.GetRelativePath(s_gallery, folder).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Sample_Always_HasBeforeAfterAndAPage(string folder)
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(s_gallery, folder)).Select(static file => Path.GetFileName(file))];
        files.Should().Contain(["Sequential.cs", "Naive.cs", "Parallel.cs", "README.md"]);
        files.Should().ContainSingle(static file => file.EndsWith("Sample.cs", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Sample_EveryFile_IsShort(string folder)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(s_gallery, folder)))
            File.ReadAllLines(file).Should().HaveCountLessThanOrEqualTo(file.EndsWith(".md", StringComparison.Ordinal) ? MostLinesOfAPage : MostLines, "{0} is to be read", file);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Sample_Always_IsListedUnderTheNameOnItsPage(string folder)
    {
        string source = File.ReadAllText(Directory.GetFiles(Path.Combine(s_gallery, folder), "*Sample.cs").Single());
        string name = Name().Match(source).Groups[1].Value;
        File.ReadLines(Path.Combine(s_gallery, folder, "README.md")).First().Should().StartWith($"# {name}: ");
        File.ReadAllText(Path.Combine(s_gallery, "Samples.cs")).Should().Contain($"new {Type().Match(source).Groups[1].Value}(),");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Sample_ThatSaysWhatLimitsIt_SaysSoOnItsPageToo(string folder)
    {
        bool isOnScreen = File.ReadAllText(Directory.GetFiles(Path.Combine(s_gallery, folder), "*Sample.cs").Single()).Contains(".LimitedBy(", StringComparison.Ordinal);
        File.ReadAllText(Path.Combine(s_gallery, folder, "README.md")).Contains("**What limits it.** ", StringComparison.Ordinal).Should().Be(isOnScreen);
    }

    [GeneratedRegex("Name => \"([a-z-]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex(@"class (\w+Sample) : ISample")]
    private static partial Regex Type();
}
