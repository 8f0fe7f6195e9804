using System.Runtime.InteropServices;
using FluentAssertions;
using ParallelCore.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

public sealed class ForEachSpanTests
{
    private static readonly int[] s_workers = [1, 2, 3, 16];
    private static readonly int[] s_lengths = [0, 1, 6, 7, 8, 1_000];

    [Fact]
    public void ForEachSpan_AnyFormAndChunk_HandsOutEveryItemOnceWithItsIndex() => EachCut((length, chunk, options) =>
    {
        int[] expected = [.. Enumerable.Range(1, length)];
        var array = new int[length];
        ParallelRange.ForEachSpan(array, chunk, Number, options);
        array.Should().Equal(expected);
        var memory = new int[length + 2];
        ParallelRange.ForEachSpan(memory.AsMemory(1, length), chunk, Number, options);
        memory.Should().Equal([0, .. expected, 0]);
        Span<int> stack = stackalloc int[length];
        ParallelRange.ForEachSpan(stack, chunk, Number, options);
        stack.ToArray().Should().Equal(expected);
    });

    [Fact]
    public void ForEachSpan_ReadOnly_SeesEveryItemOnce() => EachCut((length, chunk, options) =>
    {
        int[] items = [.. Enumerable.Range(1, length)];
        var seen = new int[length];
        void See(ReadOnlySpan<int> span, int start) => span.CopyTo(seen.AsSpan(start));
        ParallelRange.ForEachSpan((ReadOnlyMemory<int>)items, chunk, See, options);
        seen.Should().Equal(items);
        seen.AsSpan().Clear();
        ParallelRange.ForEachSpan((ReadOnlySpan<int>)items, chunk, See, options);
        seen.Should().Equal(items);
    });

    [Fact]
    public unsafe void ForEachSpan_UnmanagedMemory_HandsOutEveryItemOnce() => EachCut((length, chunk, options) =>
    {
        int* items = (int*)NativeMemory.AllocZeroed((nuint)length + 1, sizeof(int));
        try
        {
            ParallelRange.ForEachSpan(items, length, chunk, static (span, start) => Number(span, (int)start), options);
            new Span<int>(items, length + 1).ToArray().Should().Equal([.. Enumerable.Range(1, length), 0]);
        }
        finally
        {
            NativeMemory.Free(items);
        }
    });

    [Fact]
    public void ForEachSpan_FixedChunk_HandsOutThatManyItems()
    {
        var lengths = new int[3];
        ParallelRange.ForEachSpan(new string[20], 8, (span, start) => lengths[start / 8] = span.Length, Schedulers.Options(3));
        lengths.Should().Equal(8, 8, 4);
    }

    [Fact]
    public unsafe void ForEachSpan_ChunkLongerThanASpan_ComesInSeveral()
    {
        var body = new UnmanagedBody<byte>(null, (span, start) => throw new InvalidOperationException($"{span.Length} at {start}"));
        FluentActions.Invoking(() => body.Invoke(5, 5L + int.MaxValue + 10)).Should().Throw<InvalidOperationException>().WithMessage($"{int.MaxValue} at 5");
        var calls = new List<(int, long)>();
        new UnmanagedBody<byte>(null, (span, start) => calls.Add((span.Length, start))).Invoke(5, 5L + int.MaxValue + 10).Should().Be(5L + int.MaxValue + 10);
        calls.Should().Equal((int.MaxValue, 5), (10, 5L + int.MaxValue));
    }

    [Fact]
    public void ForEachSpan_BodyThrows_LowestIsFirst()
    {
        foreach (int workers in s_workers)
        {
            var items = new int[1_000];
            static void Body(Span<int> span, int start)
            {
                if (start is 300 or 700)
                    throw new InvalidOperationException($"{start}");
            }

            FluentActions.Invoking(() => ParallelRange.ForEachSpan(items.AsSpan(), 10, Body, Schedulers.Options(workers)))
                .Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("300");
        }
    }

    [Fact]
    public unsafe void ForEachSpan_BadInput_IsRefused()
    {
        FluentActions.Invoking(() => ParallelRange.ForEachSpan((int[])null!, 1, (_, _) => { }))
            .Should().Throw<ArgumentNullException>().WithParameterName("items");
        FluentActions.Invoking(() => ParallelRange.ForEachSpan(new int[1], 1, null!)).Should().Throw<ArgumentNullException>().WithParameterName("body");
        FluentActions.Invoking(() => ParallelRange.ForEachSpan(new int[1].AsMemory(), 1, null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("body");
        FluentActions.Invoking(() => ParallelRange.ForEachSpan((ReadOnlyMemory<int>)new int[1], 1, null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("body");
        FluentActions.Invoking(() => ParallelRange.ForEachSpan(new int[1].AsSpan(), 1, null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("body");
        FluentActions.Invoking(() => ParallelRange.ForEachSpan((ReadOnlySpan<int>)new int[1], 1, null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("body");
        FluentActions.Invoking(() => ParallelRange.ForEachSpan((int*)null, 1, 1, (_, _) => { }))
            .Should().Throw<ArgumentNullException>().WithParameterName("pointer");
        FluentActions.Invoking(() => ParallelRange.ForEachSpan((int*)null, -1, 1, (_, _) => { }))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("length");
        FluentActions.Invoking(() => ParallelRange.ForEachSpan(new int[1], ChunkPolicy.ByWeight(new double[2]), (_, _) => { }))
            .Should().Throw<ArgumentException>().WithParameterName("chunk");
    }

    private static void Number(Span<int> span, int start)
    {
        for (int i = 0; i < span.Length; i++)
            span[i] += start + i + 1;
    }

    private static void EachCut(Action<int, ChunkPolicy, RangeOptions> check)
    {
        foreach (int length in s_lengths)
        {
            foreach (ChunkPolicy chunk in (ChunkPolicy[])[ChunkPolicy.Auto, 1, 7, ChunkPolicy.Even, ChunkPolicy.Guided(3)])
            {
                foreach (int workers in s_workers)
                    check(length, chunk, Schedulers.Options(workers));
            }
        }
    }
}
