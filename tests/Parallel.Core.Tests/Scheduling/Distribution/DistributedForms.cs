using ParallelCore.Tests.Loops;

namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>Every form of a loop, those over memory and over tables among them.</summary>
internal static class DistributedForms
{
    private static readonly LoopForm[] s_all =
    [
        .. LoopForms.Every.Select(LoopForms.Named),
        new("array", false, false, true, (_, to, chunk, visit, options, site) =>
            ParallelRange.ForEachSpan(new byte[to], chunk, (span, start) => visit(start, start + span.Length), options, site)),
        new("memory", false, false, true, (_, to, chunk, visit, options, site) =>
            ParallelRange.ForEachSpan(new byte[to].AsMemory(), chunk, (span, start) => visit(start, start + span.Length), options, site)),
        new("read-only memory", false, false, true, (_, to, chunk, visit, options, site) =>
            ParallelRange.ForEachSpan((ReadOnlyMemory<byte>)new byte[to], chunk, (span, start) => visit(start, start + span.Length), options, site)),
        new("span", false, false, true, (_, to, chunk, visit, options, site) =>
            ParallelRange.ForEachSpan(new byte[to].AsSpan(), chunk, (span, start) => visit(start, start + span.Length), options, site)),
        new("read-only span", false, false, true, (_, to, chunk, visit, options, site) =>
            ParallelRange.ForEachSpan((ReadOnlySpan<byte>)new byte[to], chunk, (span, start) => visit(start, start + span.Length), options, site)),
        new("pointer", false, false, true, RunOverPointer),
        new("tile rows", false, false, false, (_, to, _, visit, options, site) =>
            ParallelRange.RunTiles((int)to, 3, 1, 3, (start, end, _, _) => visit(start, end), options, site)),
        new("tile columns", false, false, false, (_, to, _, visit, options, site) =>
            ParallelRange.RunTiles(3, (int)to, 3, 1, (_, _, start, end) => visit(start, end), options, site)),
        new("tile struct", false, false, false, (_, to, _, visit, options, _) =>
            ParallelRange.RunTiles((int)to, 3, 1, 3, new VisitTiles((start, end, _, _) => visit(start, end)), options)),
    ];

    private static int s_site = 2_000_000;

    public static IReadOnlyList<LoopForm> All => s_all;

    public static TheoryData<string> Names => new(s_all.Select(form => form.Name));

    public static LoopForm Named(string name) => Array.Find(s_all, form => form.Name == name)!;

    /// <summary>A call site of which the engine knows nothing.</summary>
    public static int NewSite() => Interlocked.Increment(ref s_site);

    private static unsafe void RunOverPointer(long from, long to, ChunkPolicy chunk, Action<long, long> visit, RangeOptions? options, int site)
    {
        fixed (byte* items = new byte[to])
            ParallelRange.ForEachSpan(items, to, chunk, (span, start) => visit(start, start + span.Length), options, site);
    }
}
