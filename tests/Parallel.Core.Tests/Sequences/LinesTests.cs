using CsCheck;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>Lines are those of the runtime's reader, wherever the text is cut.</summary>
public sealed class LinesTests
{
    [Fact]
    public void Lines_OfAnyTextCutAnywhere_AreTheReaders() => Gen.Int[0, 2].Select(static i => "\r\na"[i]).Array[0, 24].Sample(
        static characters =>
        {
            string text = new(characters);
            string[] expected = Read(text);
            for (int chunk = 1; chunk <= text.Length + 1; chunk++)
                Check(ParallelRange.Lines(text).WithChunk(chunk).On(Schedulers.Of(chunk % 3 == 0 ? 1 : 3)), expected);
            Check(ParallelRange.Lines(text.AsMemory()), expected);
        },
        iter: 300,
        threads: 2);

    [Fact]
    public void Lines_OfEveryShortText_AreTheReaders()
    {
        for (int code = 0; code < 729; code++)
        {
            string text = string.Concat(Enumerable.Range(0, 6).Select(i => "\r\na"[code / (int)Math.Pow(3, i) % 3]));
            string[] expected = Read(text);
            for (int chunk = 1; chunk <= 6; chunk++)
                Check(ParallelRange.Lines(text).WithChunk(chunk).WithMaxWorkers(1), expected);
        }
    }

    [Fact]
    public void Lines_OfALongText_AreTheReaders()
    {
        string text = string.Concat(Enumerable.Range(0, 5000).Select(static i => new string('x', i % 90) + (i % 3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" }));
        string[] expected = Read(text);
        using var never = new CancellationTokenSource();
        foreach (ChunkPolicy chunk in ChainSetup.Chunks.Values)
        {
            Check(ParallelRange.Lines(text).WithChunk(chunk).On(Schedulers.Of(3)), expected);
            Check(ParallelRange.Lines(text).WithChunk(chunk).On(Schedulers.Of(3)).WithCancellation(never.Token), expected);
        }

        ParallelRange.Lines(text).Count().Should().Be(expected.Length);
    }

    [Fact]
    public void Lines_OfALongLineInShortChunks_LooksAtEachCharacterAFewTimesOnly() =>
        ParallelRange.Lines(new string('x', 400_000)).WithChunk(1).Count().Should().Be(1);

    private static void Check(ParallelSequence<ReadOnlyMemory<char>> lines, string[] expected) =>
        lines.Select(static line => line.ToString()).ToArray().AsSpan().SequenceEqual(expected).Should().BeTrue();

    private static string[] Read(string text)
    {
        using var reader = new StringReader(text);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return [.. lines];
    }
}
