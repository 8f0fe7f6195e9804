using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>A source of a length, and how its chain runs.</summary>
internal sealed record ChainSetup(ChainSource Source, int Length, string Chunk = "Auto", int Workers = 2, bool IsLimited = false, bool HasToken = false)
{
    private static readonly CancellationTokenSource s_never = new();

    public static IReadOnlyDictionary<string, ChunkPolicy> Chunks { get; } = new Dictionary<string, ChunkPolicy>
    {
        ["Auto"] = ChunkPolicy.Auto,
        ["1"] = 1,
        ["7"] = 7,
        ["64"] = 64,
        ["600"] = 600,
        ["Even"] = ChunkPolicy.Even,
        ["Guided"] = ChunkPolicy.Guided(3),
        ["ByWeight"] = ChunkPolicy.ByWeight(static index => index % 5),
    };

    public ParallelSequence<int> Sequence() => With(Numbers());

    public ParallelSequence<T> With<T>(ParallelSequence<T> sequence)
    {
        sequence = sequence.WithChunk(Chunks[Chunk]);
        sequence = IsLimited ? sequence.On(Schedulers.Of(16)).WithMaxWorkers(Workers) : sequence.On(Schedulers.Of(Workers));
        return HasToken ? sequence.WithCancellation(s_never.Token) : sequence;
    }

    public IEnumerable<int> Pulled()
    {
        for (int i = 0; i < Length; i++)
            yield return i;
    }

    private ParallelSequence<int> Numbers() => Source switch
    {
        ChainSource.Array => ParallelRange.Over(Enumerable.Range(0, Length).ToArray()),
        ChainSource.List => ParallelRange.Over(Enumerable.Range(0, Length).ToList()),
        ChainSource.Memory => ParallelRange.Over(Enumerable.Range(-1, Length + 2).ToArray().AsMemory(1, Length)),
        ChainSource.ReadOnlyList => ParallelRange.Over((IReadOnlyList<int>)Enumerable.Range(0, Length).ToList().AsReadOnly()),
        ChainSource.IntRange => ParallelRange.From(0, Length),
        ChainSource.LongRange => ParallelRange.From(0L, Length).Select(static i => (int)i),
        ChainSource.Grid => ParallelRange.Grid((Length + 6) / 7, 7).Take(Length).Select(static cell => cell.Row * 7 + cell.Column),
        ChainSource.Lines => ParallelRange.Lines(string.Join("\r\n", Enumerable.Range(0, Length))).Select(static line => int.Parse(line.Span, System.Globalization.CultureInfo.InvariantCulture)),
        _ => ParallelRange.Over(Pulled()),
    };
}
