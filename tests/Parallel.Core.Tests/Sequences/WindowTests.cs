using System.Collections.Concurrent;
using System.Diagnostics;
using FluentAssertions;
using ParallelCore.Sequences;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>What a loop over a sequence holds: many items where they are small and come fast, few where they are large or take long.</summary>
public sealed class WindowTests
{
    private const int Megabyte = 1 << 20;

    /// <summary>Of two workers.</summary>
    private const int Least = 16;

    private static readonly Dictionary<string, Func<Func<int, byte[]>, IEnumerable<byte[]>>> s_chains = new()
    {
        ["range"] = static make => ParallelRange.From(0, int.MaxValue).On(Schedulers.Of(2)).Select(make),
        ["filter"] = static make => ParallelRange.From(0, int.MaxValue).On(Schedulers.Of(2)).Where(static i => i % 2 == 0).Select(make),
        ["pulled"] = static make => new PulledSource().InParallel().On(Schedulers.Of(2)).Select(make),
        ["pulled, filter"] = static make => new PulledSource().InParallel().On(Schedulers.Of(2)).Select(make).Where(static _ => true),
        ["large items in the middle"] = static make => ParallelRange.From(0, int.MaxValue).On(Schedulers.Of(2)).Select(make).Where(static _ => true).Select(static (item, _) => item),
        ["SelectMany"] = static make => ParallelRange.From(0, int.MaxValue).On(Schedulers.Of(2)).SelectMany(i => new[] { make(i) }),
    };

    public static TheoryData<string> Chains => [.. s_chains.Keys];

    [Theory]
    [MemberData(nameof(Chains))]
    public void Foreach_LargeItems_FewAreHeld(string chain)
    {
        var made = new ConcurrentQueue<WeakReference>();
        int taken = 0;
        foreach (byte[] item in s_chains[chain](_ =>
                 {
                     byte[] large = GC.AllocateUninitializedArray<byte>(Megabyte);
                     made.Enqueue(new WeakReference(large));
                     return large;
                 }))
        {
            taken++;
            made.Count.Should().BeLessThanOrEqualTo(taken + Least);
            if (taken % 40 != 0)
                continue;
            GC.Collect();
            made.Count(static item => item.IsAlive).Should().BeLessThanOrEqualTo(2 * Least, "the items of a window, and those on their way to the next operator");
            if (taken == 120)
                break;
        }
    }

    /// <summary>The window after a long one is short, and doesn't hold on to what the long one had.</summary>
    [Fact]
    public void Foreach_ItemsBecomeLarge_ThoseTakenAreFree()
    {
        const int Small = 16;
        const int Grown = 256;
        var made = new ConcurrentQueue<WeakReference>();
        int taken = 0;
        foreach (byte[] item in ParallelRange.From(0, int.MaxValue).On(Schedulers.Of(2)).Select(i =>
                 {
                     byte[] large = GC.AllocateUninitializedArray<byte>(i < Small ? 1 : Megabyte / 5);
                     made.Enqueue(new WeakReference(large));
                     return large;
                 }))
        {
            if (++taken < Small + Grown + 100)
                continue;
            GC.Collect();
            made.Count(static item => item.IsAlive).Should().BeLessThanOrEqualTo(4 * Least);
            break;
        }
    }

    [Fact]
    public void Foreach_LargeValues_FewAreHeld()
    {
        int computed = 0;
        int taken = 0;
        foreach (Large item in ParallelRange.From(0, 1000).On(Schedulers.Of(2)).Select(i =>
                 {
                     Interlocked.Increment(ref computed);
                     return new Large { First = i };
                 }))
        {
            item.First.Should().Be(taken++);
            Volatile.Read(ref computed).Should().BeLessThanOrEqualTo(taken + 128); // four megabytes
        }
    }

    [Fact]
    public void Next_CheapItems_GrowsToTheLargest()
    {
        var size = new WindowSize(2);
        size.Next.Should().Be(16);
        foreach (long next in (long[])[256, 4096, 65_536, 65_536, 65_536])
        {
            End(ref size, size.Next, nanoseconds: 100, bytes: 40);
            size.Next.Should().Be(next);
        }
    }

    [Fact]
    public void Next_ItemsThatTakeLong_IsWhatFitsTheTime()
    {
        var size = new WindowSize(2);
        End(ref size, 16, nanoseconds: 1_000_000, bytes: 0);
        size.Next.Should().BeInRange(95, 100);
        End(ref size, size.Next, nanoseconds: 100_000_000, bytes: 0);
        size.Next.Should().Be(16);
        End(ref size, 16, nanoseconds: 100, bytes: 0);
        size.Next.Should().Be(256);
    }

    [Fact]
    public void Next_ItemsThatTakeMemory_IsWhatFitsIt()
    {
        var size = new WindowSize(2);
        End(ref size, 16, nanoseconds: 100, bytes: 100_000);
        size.Next.Should().BeInRange(40, 42);
        End(ref size, 40, nanoseconds: 100, bytes: 10_000_000);
        size.Next.Should().Be(16);
    }

    [Fact]
    public void Next_ManyWorkers_HasSomeForEach()
    {
        var size = new WindowSize(64);
        End(ref size, 16, nanoseconds: 1_000_000_000, bytes: 10_000_000);
        size.Next.Should().Be(256);
    }

    /// <summary>The end of a batch may be a short window: that doesn't make the next one short.</summary>
    [Fact]
    public void Next_AfterAShortWindowOfCheapItems_Stays()
    {
        var size = new WindowSize(2);
        for (int i = 0; i < 3; i++)
            End(ref size, size.Next, nanoseconds: 100, bytes: 0);
        End(ref size, 3, nanoseconds: 100, bytes: 0);
        size.Next.Should().Be(65_536);
    }

    private static void End(ref WindowSize size, long length, long nanoseconds, long bytes) =>
        size.End(length, length * bytes, length * nanoseconds * Stopwatch.Frequency / 1_000_000_000);

    [System.Runtime.CompilerServices.InlineArray(8 * 1024)]
    private struct Bytes
    {
        private int _first;
    }

    private struct Large
    {
        public int First;
#pragma warning disable CS0649 // only its size matters
        public Bytes Rest;
#pragma warning restore CS0649
    }
}
