namespace ParallelCore.AnalyzerTests.Loops;

/// <summary>The library's calls as code that shows every dependence between iterations, without any thread: the last chunk runs first, and what stands behind each iteration before it.</summary>
internal static class OutOfOrder
{
    public const string Source = """
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using System.Linq;
        namespace ParallelCore
        {
            public readonly struct ChunkPolicy { public static ChunkPolicy Auto => default; }
            public static class ParallelRange
            {
                private static IEnumerable<(long Start, long End)> Chunks(long from, long to)
                {
                    var chunks = new List<(long, long)>();
                    for (long start = from, size = 1; start < to; start += size, size = size % 5 + 1) chunks.Add((start, Math.Min(start + size, to)));
                    chunks.Reverse();
                    return chunks;
                }
                public static void Run(int from, int to, Action<int> body) { foreach (var (start, end) in Chunks(from, to)) for (long i = end - 1; i >= start; i--) body((int)i); }
                public static void Run(long from, long to, Action<long> body) { foreach (var (start, end) in Chunks(from, to)) for (long i = end - 1; i >= start; i--) body(i); }
                public static void Run(int from, int to, Action<int, int> body) { foreach (var (start, end) in Chunks(from, to)) body((int)start, (int)end); }
                public static void Run(long from, long to, Action<long, long> body) { foreach (var (start, end) in Chunks(from, to)) body(start, end); }
                public static void ForEachSpan<T>(T[] items, ChunkPolicy chunk, SpanAction<T, int> body) { foreach (var (start, end) in Chunks(0, items.Length)) body(items.AsSpan((int)start, (int)(end - start)), (int)start); }
                public static Items<int> From(int from, int to) => new(Enumerable.Range(from, Math.Max(0, to - from)).ToArray());
                public static Items<long> From(long from, long to) { var all = new List<long>(); for (long i = from; i < to; i++) all.Add(i); return new(all.ToArray()); }
                public static Items<T> Over<T>(IEnumerable<T> source) => new(source.ToArray());
            }
            public sealed class Items<T>(T[] items)
            {
                public Items<TResult> Select<TResult>(Func<T, TResult> selector) { var results = new TResult[items.Length]; for (int i = items.Length - 1; i >= 0; i--) results[i] = selector(items[i]); return new(results); }
                public Items<T> Where(Func<T, bool> predicate) { var kept = new List<T>(); for (int i = items.Length - 1; i >= 0; i--) if (predicate(items[i])) kept.Add(items[i]); kept.Reverse(); return new(kept.ToArray()); }
                public T[] ToArray() => items;
                public List<T> ToList() => items.ToList();
                public int Count(Func<T, bool> predicate) => items.Reverse().Count(predicate);
                public long LongCount(Func<T, bool> predicate) => items.Reverse().LongCount(predicate);
                public long Sum(Func<T, long> selector) => items.Reverse().Sum(selector);
                public TState Aggregate<TState>(TState identity, Func<TState, T, TState> fold, Func<TState, TState, TState> combine)
                {
                    var parts = new List<TState>();
                    for (int start = items.Length, size = 1; start > 0; size = size % 5 + 1)
                    {
                        int end = start;
                        start = Math.Max(0, start - size);
                        TState part = identity;
                        for (int i = start; i < end; i++) part = fold(part, items[i]);
                        parts.Insert(0, part);
                    }
                    if (parts.Count == 0) return identity;
                    while (parts.Count > 1)
                    {
                        var next = new List<TState>();
                        for (int i = 0; i < parts.Count; i += 2) next.Add(i + 1 < parts.Count ? combine(parts[i], parts[i + 1]) : parts[i]);
                        parts = next;
                    }
                    return parts[0];
                }
            }
        }
        """;
}
