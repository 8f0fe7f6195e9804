using FluentAssertions;

namespace ParallelCore.Tests.Docs;

/// <summary>What the documents show compiles, runs to its end, and prints what it says. All blocks do; there is no list of exceptions.</summary>
public sealed class SnippetTests(SnippetFolder folder) : IClassFixture<SnippetFolder>
{
    /// <summary>Whoever takes this long hangs.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    private static readonly Lazy<SnippetBatch> s_documents = new(() => new SnippetBatch(Snippet.ForUsers()));

    public static TheoryData<string, int> Snippets
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (Snippet snippet in Snippet.ForUsers())
                data.Add(snippet.Document, snippet.Line);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_InADocument_Compiles(string document, int line)
    {
        Snippet snippet = Find(document, line);
        s_documents.Value.Errors(snippet).Should().BeEmpty("{0} is shown to readers", snippet);
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_InADocument_RunsAndPrintsWhatItSays(string document, int line)
    {
        Snippet snippet = Find(document, line);
        Run(s_documents.Value, snippet, s_longest).Contradictions(snippet).Should().BeEmpty("{0} is shown to readers", snippet);
    }

    [Fact]
    public void Snippets_OfTheDocuments_DoMoreThanDeclare() => Snippet.ForUsers().Where(snippet => !SnippetBatch.HasStatements(snippet)).Should().BeEmpty("what is only declared has not been run");

    [Theory]
    [InlineData("Console.WriteLine(1); // prints 1\nConsole.WriteLine(2);\nConsole.WriteLine(3); // prints 3", null)]
    [InlineData("using System.Text;\n\nConsole.WriteLine(new StringBuilder().Append(new Twice(21).Value)); // prints 42\n\nrecord Twice(int Half) { public int Value => 2 * Half; }", null)]
    [InlineData("Console.WriteLine(1); // prints 2", "prints 1, not 2")]
    [InlineData("Console.WriteLine(1); // prints 1\nConsole.WriteLine(2); // prints 1", "prints 2, not 1")]
    [InlineData("Work(1); // prints 1", "prints , not 1")]
    [InlineData("await Task.Yield();\nthrow new IOException(\"gone\");", "gone")]
    [InlineData("ParallelRange.Run(0, n, i => { throw new IOException(\"gone\"); }); // wrong", null)]
    [InlineData("ParallelRange.Run(0, n, i => { throw new IOException(\"gone\"); });", "gone")]
    [InlineData("throw new IOException(\"gone\"); // wrong", "gone")]
    public void Contradictions_OfARun_AreFound(string code, string? contradiction)
    {
        var snippet = new Snippet("some.md", 7, code);
        IEnumerable<string> found = Run(new SnippetBatch([snippet]), snippet, s_longest).Contradictions(snippet);
        if (contradiction is null)
            found.Should().BeEmpty();
        else
            found.Should().ContainSingle().Which.Should().Contain(contradiction);
    }

    [Fact]
    public void Run_NeverEnds_IsReported()
    {
        var snippet = new Snippet("some.md", 7, "Thread.Sleep(Timeout.Infinite);");
        Run(new SnippetBatch([snippet]), snippet, TimeSpan.FromMilliseconds(20)).Contradictions(snippet).Should().ContainSingle().Which.Should().Contain("hangs");
    }

    [Fact]
    public void Errors_OfABlock_AreNotAnothers()
    {
        var right = new Snippet("some.md", 7, "Work(1);\nWork(2);");
        var wrong = new Snippet("some.md", 11, "Work(1);\nParallelRange.Walk(0, n, i => Work(i));");
        var batch = new SnippetBatch([right, wrong]);
        batch.Errors(right).Should().BeEmpty();
        batch.Errors(wrong).Should().ContainSingle().Which.Should().Contain("CS0117").And.StartWith("some.md(13,");
    }

    private SnippetRun Run(SnippetBatch batch, Snippet snippet, TimeSpan longest) => SnippetRun.Of(batch.Load(snippet), folder.Path, longest);

    private static Snippet Find(string document, int line) => new MarkdownDocument(document).Snippets().Single(snippet => snippet.Line == line);
}
