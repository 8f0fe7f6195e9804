using System.Text;
using CsCheck;
using FluentAssertions;

namespace ParallelCore.Tests.Async;

public sealed class LinesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("one")]
    [InlineData("one\ntwo")]
    [InlineData("one\r\ntwo\r\n")]
    [InlineData("\n\n\r\n\r")]
    [InlineData("\uFEFFmarked\nzwei, größer")]
    public async Task Lines_OfAText_AreThoseOfTheRuntime(string text)
    {
        foreach (int step in new[] { 1, 2, 3, 100 })
            (await Read(Encoding.UTF8.GetBytes(text), step)).Should().Equal(Expected(text.TrimStart('\uFEFF')));
    }

    [Fact]
    public async Task Lines_LongerThanBuffers_AreWhole()
    {
        string[] lines = [.. Enumerable.Range(0, 12).Select(static i => new string((char)('a' + i), i * 17_001)), "end"];
        (await Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)), 30_000)).Should().Equal(lines);
    }

    [Fact]
    public void Lines_OfAnyTextInAnySteps_AreThoseOfTheRuntime() =>
        Gen.Select(Gen.String["ab\n\r"], Gen.Int[1, 5]).Sample(
            (text, step) => Read(Encoding.UTF8.GetBytes(text), step).GetAwaiter().GetResult().SequenceEqual(Expected(text)),
            iter: Effort.Pick(300, 20_000));

    private static string[] Expected(string text)
    {
        string[] lines = text.Split('\n');
        return [.. lines.Take(lines[^1].Length == 0 ? lines.Length - 1 : lines.Length).Select(static line => line.EndsWith('\r') ? line[..^1] : line)];
    }

    private static async Task<List<string>> Read(byte[] text, int step)
    {
        var kept = new List<ReadOnlyMemory<byte>>();
        await Pipeline.Lines(new SteppingStream(text, step), 3).ForEach((line, _) =>
        {
            kept.Add(line);
            return default;
        });
        return kept.ConvertAll(static line => Encoding.UTF8.GetString(line.Span));
    }

    /// <summary>Gives no more than so many bytes at a time.</summary>
    private sealed class SteppingStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
