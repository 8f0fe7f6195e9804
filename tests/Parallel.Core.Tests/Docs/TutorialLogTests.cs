using FluentAssertions;

namespace ParallelCore.Tests.Docs;

/// <summary>The tutorial's program that counts the lines of a file in blocks. Readers copy it: it counts each line once wherever lines and blocks end.</summary>
public sealed class TutorialLogTests : IDisposable
{
    private const int Block = 1 << 20;
    private const int Paths = 7;

    private static readonly Lazy<(SnippetBatch Batch, Snippet Log)> s_tutorial = new(() =>
    {
        Snippet log = Snippet.ForUsers().Single(snippet => snippet.Document == "docs/tutorial.md" && snippet.Code.Contains("access.log", StringComparison.Ordinal));
        return (new SnippetBatch([log]), log);
    });

    private readonly string _folder = Directory.CreateTempSubdirectory("tutorial").FullName;

    public static TheoryData<int, int, bool> Files
    {
        get
        {
            var files = new TheoryData<int, int, bool>();
            foreach (int blocks in new[] { 1, 3 })
            {
                foreach (int more in new[] { -2, -1, 0, 1, 2, 20 })
                {
                    files.Add((blocks * Block) + more, 40, true);
                    files.Add((blocks * Block) + more, 40, false);
                }
            }

            // Lines of a power of two: each block begins with a line.
            files.Add(3 * Block, 64, true);
            files.Add((3 * Block) - 1, 64, false);
            files.Add(100, 100, true);
            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Log_OfAnyLength_CountsEachLineOnce(int length, int lineLength, bool endsItsLine)
    {
        int lines = Write(length, lineLength, endsItsLine);
        (SnippetBatch batch, Snippet log) = s_tutorial.Value;
        SnippetRun run = SnippetRun.Of(batch.Load(log), _folder, TimeSpan.FromMinutes(2));
        run.Failure.Should().BeNull();
        run.Output.Should().Equal($"{lines:N0} lines, {Math.Min(lines, Paths)} paths");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Writes lines of one length; the last one takes what is left, and may lack its end.</summary>
    private int Write(int length, int lineLength, bool endsItsLine)
    {
        var text = new char[length];
        int lines = 0;
        for (int start = 0; start < length; lines++)
        {
            int next = length - start < 2 * lineLength ? length : start + lineLength;
            Span<char> line = text.AsSpan(start, next - start);
            line.Fill('.');
            $"/{lines % Paths} ".CopyTo(line);
            if (next < length || endsItsLine)
                line[^1] = '\n';
            start = next;
        }

        File.WriteAllText(Path.Combine(_folder, "access.log"), new string(text));
        return lines;
    }
}
