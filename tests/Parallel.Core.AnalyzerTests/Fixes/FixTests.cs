using FluentAssertions;
using ParallelCore.AnalyzerTests.Loops;

namespace ParallelCore.AnalyzerTests.Fixes;

/// <summary>Each fix compiles, silences its rule, and gives what the loop gives on one thread.</summary>
public sealed class FixTests
{
    private const string Head = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Linq;
        using System.Security.Cryptography;
        using System.Threading;
        using System.Threading.Tasks;
        using ParallelCore;
        using ParallelCore.Collections;

        public static class Edited
        {
            private static int s_field;
            private static int Square(int x) => x * x;
            private static int Seen(int x) { Volatile.Write(ref s_field, x); return x; }

            public static object M()
            {
                s_field = 0;
                int[] a = Enumerable.Range(0, 1000).ToArray();

        """;

    public static TheoryData<string, string, string, string> Fixes => new()
    {
        // Counting.
        { "PC1001", "Sum", "long sum = 0; Parallel.For(0, a.Length, i => sum += a[i]); return sum;", "499500" },
        { "PC1001", "Sum", "double sum = 0; ParallelRange.Run(0, a.Length, i => { sum += a[i] * 0.5; }); return sum;", "249750" },
        { "PC1001", "Sum", "long sum = 1; ParallelRange.Run(0, a.Length, i => { if (a[i] > 10) { sum += Seen(a[i]); } }); return sum;", "499446" },
        { "PC1001", "Sum", "long sum = 0; Parallel.ForEach(a, x => sum += x); return sum;", "499500" },
        { "PC1001", "Aggregate", "int sum = 5; Parallel.For(0, 1000, i => { if (i % 3 == 0) return; int v = Square(i); sum += v; sum -= 1; }); return sum;", "221555228" },
        { "PC1001", "Count", "int count = 0; Parallel.For(0, 1000, i => { if (a[i] % 7 == 0) count++; }); return count;", "143" },
        { "PC1001", "Aggregate.Extreme", "int best = -1; Parallel.For(0, 1000, i => { if (a[i] % 501 > best) best = a[i] % 501; }); return best;", "500" },
        { "PC1001", "Interlocked", "int count = 0; Parallel.For(0, 1000, i => { if (a[i] % 7 == 0) count++; }); return count;", "143" },
        { "PC1001", "Interlocked", "Parallel.For(0, 1000, i => s_field += a[i]); return s_field;", "499500" },
        { "PC1001", "Interlocked", "var output = new int[1000]; int n = 0; Parallel.For(0, 1000, i => output[n++] = a[i]); return output.Sum() + n;", "500500" },
        { "PC1001", "StripedCounter", "long count = 0; ParallelRange.Run(0, 1000, i => { if (Seen(i) % 2 == 0) { count += a[i]; } else { count--; } }); return $\"{count} {count + 1}\";", "249000 249001" },
        { "PC1001", "StripedCounter", "int count = 0; Parallel.ForEach(a, x => { Seen(x); count++; }); return $\"{count}\" + count.ToString();", "10001000" },

        // Lists.
        { "PC1002", "Select.ToList", "var list = new List<int>(); Parallel.For(0, 1000, i => list.Add(Square(i))); return string.Join(\",\", list.Take(4)) + list.Count;", "0,1,4,91000" },
        { "PC1002", "Select.ToList", "List<string> list = new(); ParallelRange.ForEach(a, x => { if (x % 2 == 0) { list.Add(x.ToString()); } }); return string.Concat(list.Take(4)) + list.Count;", "0246500" },
        { "PC1002", "OrderedCollector", "var list = new List<int>(); ParallelRange.Run(0, 1000, i => { if (i % 2 == 0) { list.Add(i); } else if (i % 3 == 0) { list.Add(-i); } }); list.Add(7); return string.Join(\",\", list.Take(4)) + list.Count;", "0,2,-3,4668" },
        { "PC1002", "Select.AddRange", "var list = new List<long> { 5 }; list.Add(3); Parallel.For(0, 1000, i => list.Add(Square(i))); return string.Join(\",\", list.Take(4)) + list.Count;", "5,3,0,11002" },

        // Dictionaries.
        { "PC1002", "SynchronizedDictionary", "var map = new Dictionary<int, int>(); Parallel.For(0, 1000, i => map[i] = Square(i)); return map.Values.Sum();", "332833500" },
        { "PC1002", "SynchronizedDictionary", "var map = new Dictionary<int, int>(); Parallel.For(0, 1000, i => { int key = i % 10; if (!map.ContainsKey(key)) { map.Add(key, 0); } map[key] += i; }); return map[3] + map.Count;", "49810" },
        { "PC1002", "SynchronizedDictionary", "var map = new Dictionary<int, int>(); for (int k = 0; k < 10; k++) map[k] = 0; Parallel.For(0, 1000, i => { map[i % 10]++; }); return map.Values.Min();", "100" },
        { "PC1004", "GetOrAdd", "var map = new ConcurrentDictionary<int, int>(); Parallel.For(0, 1000, i => { if (!map.ContainsKey(i % 10)) { map[i % 10] = i % 10 * 2; } }); return map.Values.Sum();", "90" },
        { "PC1004", "Update", "var map = new SynchronizedDictionary<int, int>(); for (int k = 0; k < 10; k++) map[k] = 0; ParallelRange.Run(0, 1000, i => { map[i % 10] += a[i]; }); return map.Values.Sum();", "499500" },

        // What each worker needs.
        { "PC1002", "WithLocal", "var random = new Random(); var drawn = new int[1000]; Parallel.For(0, 1000, i => drawn[i] = random.Next(3, 4)); return drawn.Sum();", "3000" },
        { "PC1002", "WithLocal", "using var unused = new CancellationTokenSource(); var hash = SHA256.Create(); var first = new byte[1000]; ParallelRange.Run(0, 1000, i => { first[i] = hash.ComputeHash(new byte[] { (byte)i })[0]; }); return first.Sum(x => x);", "123755" },
        { "PC1010", "WithLocal", "var buffer = new int[8]; var results = new int[1000]; ParallelRange.Run(0, 1000, i => { for (int k = 0; k < 8; k++) { buffer[k] = a[i] + k; } results[i] = buffer.Sum(); }); return results.Sum();", "4024000" },

        // Locks and forms.
        { "PC2002", "Sum", "object gate = new(); long sum = 0; Parallel.For(0, 1000, i => { lock (gate) { sum += Square(a[i]); } }); return sum;", "332833500" },
        { "PC2002", "Select.ToList", "object gate = new(); var list = new List<int>(); Parallel.ForEach(a, x => { lock (gate) { list.Add(Square(x)); } }); return list[999];", "998001" },
        { "PC1008", "PerIndex", "var output = new int[1000]; ParallelRange.Run(0, 1000, (i, state) => { output[i] = a[i]; }); return output.Sum();", "499500" },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Fix_Taken_SilencesTheRuleAndGivesWhatOneThreadGives(string rule, string key, string code, string expected)
    {
        string source = Head + code + "\n}\n}\n";
        using var offered = new Offered(source);
        IReadOnlyDictionary<string, string> fixes = await offered.Fixes(rule);
        fixes.Should().ContainKey(key);
        using (TwoForms.Loaded loaded = TwoForms.Load(TwoForms.Compile(fixes[key])))
        {
            loaded.Run("Edited", "M").Should().Be(expected, fixes[key]);
        }

        using var mended = new Offered(fixes[key]);
        (await mended.Reported()).Should().NotContain(rule, fixes[key]);
    }

    public static TheoryData<string, string, string> Kept => new()
    {
        { "PC1001", "Aggregate", "int last = 0; Parallel.For(0, 1000, i => { last += i; a[i] = last; }); return last;" },
        { "PC1001", "StripedCounter", "int n = 0; Parallel.For(0, 1000, i => { if (n < 10) n++; }); return n;" },
        { "PC1001", "Interlocked", "int n = 0; Parallel.For(0, 1000, i => { if (n < 10) n++; }); return n;" },
        { "PC1002", "WithLocal", "var random = new Random(5); var drawn = new int[1000]; Parallel.For(0, 1000, i => drawn[i] = random.Next()); return drawn.Sum();" },
        { "PC1002", "WithLocal", "var random = new Random(); var drawn = new int[1000]; Parallel.For(0, 1000, i => drawn[i] = random.Next()); return drawn.Sum() + random.Next();" },
        { "PC1002", "Select.ToList", "var list = new List<int>(); Parallel.For(0, 1000, i => { if (list.Count < 5) list.Add(i); }); return list.Count;" },
        { "PC2002", "Sum", "object gate = new(); long sum = 0; Parallel.For(0, 1000, i => { lock (gate) { sum += Seen(a[i]); } }); return sum;" },
        { "PC1007", "RunAsync", "Parallel.For(0, 1000, async i => { await Task.Yield(); }); return 0;" },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Fix_WhereItWouldChangeMore_IsNotOffered(string rule, string key, string code)
    {
        using var offered = new Offered(Head + code + "\n}\n}\n");
        (await offered.Fixes(rule)).Should().NotContainKey(key);
    }

    [Theory]
    [InlineData("Parallel.For(0, 100, async i => { await Task.Yield(); output[i] = i; });", "ForAsync")]
    [InlineData("ParallelRange.Run(0, 100, async i => { await Task.Yield(); output[i] = i; });", "RunAsync")]
    [InlineData("Parallel.ForEach(Enumerable.Range(0, 100), async i => { await Task.Yield(); output[i] = i; });", "ForEachAsync")]
    public async Task Fix_OfAnAsyncBody_WaitsForIt(string call, string key)
    {
        string source = Head + "return N().Result; } static async Task<object> N() { var output = new int[100]; " + call + " return output.Sum(); } }\n";
        using var offered = new Offered(source);
        IReadOnlyDictionary<string, string> fixes = await offered.Fixes("PC1007");
        using TwoForms.Loaded loaded = TwoForms.Load(TwoForms.Compile(fixes[key]));
        loaded.Run("Edited", "M").Should().Be("4950");
    }

    private static readonly int s_places = Effort.Pick(quick: 2, full: 3);

    public static TheoryData<string, string, string, string> Repeated => Few(new()
    {
        { "PC1001", "Sum", "long x = 0; Parallel.For(0, 1000, i => x += a[i]); ", "499500" },
        { "PC1001", "Count", "int x = 0; Parallel.For(0, 1000, i => { if (a[i] % 7 == 0) x++; }); ", "143" },
        { "PC1001", "Aggregate", "int x = 5; Parallel.For(0, 1000, i => { if (i % 3 == 0) return; int v = Square(i); x += v; x -= 1; }); ", "221555228" },
        { "PC1001", "Aggregate.Extreme", "int x = -1; Parallel.For(0, 1000, i => { if (a[i] % 501 > x) x = a[i] % 501; }); ", "500" },
        { "PC1001", "Interlocked", "int x = 0; Parallel.For(0, 1000, i => { if (a[i] % 7 == 0) x++; }); ", "143" },
        { "PC1001", "StripedCounter", "long x = 0; ParallelRange.Run(0, 1000, i => { if (Seen(i) % 2 == 0) { x += a[i]; } else { x--; } }); ", "249000" },
        { "PC1002", "Select.ToList", "var list = new List<int>(); Parallel.For(0, 1000, i => list.Add(Square(i))); long x = list[9]; ", "81" },
        { "PC1002", "OrderedCollector", "var list = new List<int>(); ParallelRange.Run(0, 1000, i => { if (i % 2 == 0) { list.Add(i); } else if (i % 3 == 0) { list.Add(-i); } }); list.Add(7); long x = list.Count; ", "668" },
        { "PC1002", "Select.AddRange", "var list = new List<long> { 5 }; list.Add(3); Parallel.For(0, 1000, i => list.Add(Square(i))); long x = list.Count; ", "1002" },
        { "PC1002", "SynchronizedDictionary", "var map = new Dictionary<int, int>(); Parallel.For(0, 1000, i => map[i] = Square(i)); long x = map.Values.Sum(); ", "332833500" },
        { "PC1002", "WithLocal", "var random = new Random(); var drawn = new int[1000]; Parallel.For(0, 1000, i => drawn[i] = random.Next(3, 4)); long x = drawn.Sum(); ", "3000" },
        { "PC1004", "GetOrAdd", "var map = new ConcurrentDictionary<int, int>(); Parallel.For(0, 1000, i => { if (!map.ContainsKey(i % 10)) { map[i % 10] = i % 10 * 2; } }); long x = map.Values.Sum(); ", "90" },
        { "PC1004", "Update", "var map = new SynchronizedDictionary<int, int>(); for (int k = 0; k < 10; k++) map[k] = 0; ParallelRange.Run(0, 1000, i => { map[i % 10] += a[i]; }); long x = map.Values.Sum(); ", "499500" },
        { "PC1008", "PerIndex", "var output = new int[1000]; ParallelRange.Run(0, 1000, (i, state) => { output[i] = a[i]; }); long x = output.Sum(); ", "499500" },
        { "PC1010", "WithLocal", "var buffer = new int[8]; var results = new int[1000]; ParallelRange.Run(0, 1000, i => { for (int k = 0; k < 8; k++) { buffer[k] = a[i] + k; } results[i] = buffer.Sum(); }); long x = results.Sum(); ", "4024000" },
        { "PC2002", "Sum", "object gate = new(); long x = 0; Parallel.For(0, 1000, i => { lock (gate) { x += Square(a[i]); } }); ", "332833500" },
    });

    // Each case compiles the document some ten times.
    private static TheoryData<string, string, string, string> Few(TheoryData<string, string, string, string> all)
    {
        var few = new TheoryData<string, string, string, string>();
        foreach (object[] one in ((IEnumerable<object[]>)all).Where(static (_, i) => i % Effort.Pick(quick: 5, full: 1) == 0))
            few.Add((string)one[0], (string)one[1], (string)one[2], (string)one[3]);
        return few;
    }

    [Theory]
    [MemberData(nameof(Repeated))]
    public async Task FixAll_OfSeveralPlaces_MendsAllOfThem(string rule, string key, string code, string expected)
    {
        string places = string.Concat(Enumerable.Repeat("{ " + code + "said.Add(x); } ", s_places));
        using var offered = new Offered(Head + "var said = new List<object>(); " + places + "return string.Join(' ', said);\n}\n}\n");
        string mended = await offered.FixAll(rule, key);
        using (TwoForms.Loaded loaded = TwoForms.Load(TwoForms.Compile(mended)))
        {
            loaded.Run("Edited", "M").Should().Be(string.Join(' ', Enumerable.Repeat(expected, s_places)), mended);
        }

        using var after = new Offered(mended);
        (await after.Reported()).Should().NotContain(rule, mended);
    }
}
