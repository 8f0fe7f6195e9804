using FluentAssertions;
using ParallelCore.Site;

namespace ParallelCore.Tests.Docs;

/// <summary>The site that is made of the documents: each link leads where the Markdown says, or is reported.</summary>
public sealed class SiteTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("parallel-core-site-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Write_PageThatOthersLinkTo_IsMadeAsWell()
    {
        Given("docs/deep/other.md", "# Other\n\n[back](../../README.md)");
        SiteBuilder site = Built("[there](docs/deep/other.md)");

        site.Problems.Should().BeEmpty();
        site.Pages.Should().Be(2);
        Page("index.html").Should().Contain("<a href=\"docs/deep/other.html\">there</a>").And.Contain("href=\"site.css\"");
        Page("docs/deep/other.html").Should().Contain("<a href=\"../../index.html\">back</a>").And.Contain("href=\"../../site.css\"").And.Contain("<title>Other</title>");
        File.Exists(Path.Combine(_root.FullName, "site", "site.css")).Should().BeTrue();
    }

    [Fact]
    public void Write_LinksToHeadings_LeadToThem()
    {
        Given("docs/other.md", "# Other\n\n## What `ForkJoin` does, exactly\n\n## Twice\n\n## Twice");
        SiteBuilder site = Built("# Top\n\n[up](#top) [what](docs/other.md#what-forkjoin-does-exactly) [second](docs/other.md#twice-1)");

        site.Problems.Should().BeEmpty();
        Page("index.html").Should().Contain("href=\"index.html#top\"").And.Contain("href=\"docs/other.html#what-forkjoin-does-exactly\"");
        Page("docs/other.html").Should().Contain("<h2 id=\"what-forkjoin-does-exactly\">").And.Contain("<h2 id=\"twice-1\">");
    }

    [Theory]
    [InlineData("[x](#nowhere)", "README.md: no heading 'nowhere' in README.md")]
    [InlineData("[x](docs/other.md#nowhere)", "README.md: no heading 'nowhere' in docs/other.md")]
    [InlineData("[x](docs/absent.md)", "README.md: nothing at docs/absent.md")]
    [InlineData("![x](absent.png)", "README.md: nothing at absent.png")]
    [InlineData("[x](docs)", null)]
    [InlineData("[x](https://example.org/)", null)]
    public void Problems_LinkThatLeadsNowhere_IsOne(string link, string? problem)
    {
        Given("docs/other.md", "# Other");
        Built(link).Problems.Should().Equal(problem is null ? [] : [problem]);
    }

    [Fact]
    public void Write_LinkToSourceCode_LeadsToTheRepository()
    {
        Given("src/Thing.cs", "");
        Built("[code](src/Thing.cs)");
        Page("index.html").Should().MatchRegex("<a href=\"https://[^\"]+/blob/main/src/Thing.cs\">code</a>");
    }

    [Fact]
    public void Write_Image_IsCopied()
    {
        Given("docs/chart.png", "not really one");
        Built("![a chart](docs/chart.png)");
        Page("index.html").Should().Contain("<img src=\"docs/chart.png\" alt=\"a chart\"");
        Page("docs/chart.png").Should().Be("not really one");
    }

    [Fact]
    public void Write_Table_CanBeScrolledByItself()
    {
        Built("""
            | a | b |
            |---|---:|
            | 1 | `x \| y` |
            | 2 | [`List<T>.Sort(by)`](https://example.org/) |
            """);
        Page("index.html").Should().MatchRegex("<div class=\"wide\"[^>]*><table>").And.Contain("</table></div>")
            .And.Contain("<th>a</th>").And.Contain("<td>1</td>").And.Contain("<td style=\"text-align: right;\"><code>x | y</code></td>")
            .And.Contain("<code>List&lt;<wbr>T&gt;.<wbr>Sort(<wbr>by)</code></a>", "code may be broken at these places, and at no others");
    }

    [Fact]
    public void Write_Code_IsEscaped()
    {
        Built("# `List<T>` & more\n\n```csharp\nif (a < b && b > c) list = new List<int>();\n```\n\n`Func<T>`");
        Page("index.html").Should().Contain("<pre><code class=\"language-csharp\">if (a &lt; b &amp;&amp; b &gt; c) list = new List&lt;int&gt;();")
            .And.Contain("<code>Func&lt;T&gt;</code>").And.Contain("<title>List&lt;T&gt; &amp; more</title>");
    }

    [Fact]
    public void Write_AnyPage_LoadsNothingFromElsewhere()
    {
        Built("# Top\n\n[away](https://example.org/)");
        Page("index.html").Should().NotMatchRegex("<script|@import|src=\"http|<link[^>]+http");
    }

    [Fact]
    public void Write_FolderThatHoldsSomethingElse_LeavesItAlone()
    {
        Given("site/precious.txt", "mine");
        FluentActions.Invoking(() => Built("# Top")).Should().Throw<IOException>().WithMessage("*something else*");
        File.Exists(Path.Combine(_root.FullName, "site", "index.html")).Should().BeFalse();
    }

    [Fact]
    public void ReferencePages_Always_DescribeEachPublicType()
    {
        Dictionary<string, string> pages = ReferencePages.Create().ToDictionary(static page => page.Path, static page => page.Text);
        foreach (Type type in typeof(ParallelRange).Assembly.GetExportedTypes())
            pages.Should().ContainKey($"reference/{type.FullName!.Replace('+', '.').Replace('`', '-')}.md");
        pages["reference/ParallelCore.ForkJoin.md"].Should().Contain("## Invoke").And.Contain("**Returns.**").And.Contain("- `left`: ").And.Contain("```csharp");
    }

    private void Given(string path, string text)
    {
        string file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private SiteBuilder Built(string readme)
    {
        Given("README.md", readme);
        var site = new SiteBuilder(_root.FullName);
        site.AddMarkdown("README.md");
        site.Write(Path.Combine(_root.FullName, "site"));
        return site;
    }

    private string Page(string path) => File.ReadAllText(Path.Combine(_root.FullName, "site", path)).ReplaceLineEndings("\n");
}
