using System.Runtime.CompilerServices;
using CsCheck;
using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

public sealed class RingDequeTests
{
    private static readonly (string Name, Func<RingDeque<int>, int, object?> Ring, Func<DequeModel, int, object?> Model)[] Steps =
    [
        ("AddFirst", (d, x) => d.AddFirst(x, out int dropped) ? dropped : null, (m, x) => m.AddFirst(x)),
        ("AddLast", (d, x) => d.AddLast(x, out int dropped) ? dropped : null, (m, x) => m.AddLast(x)),
        ("RemoveFirst", (d, _) => d.RemoveFirst(), (m, _) => ListModel.TakeFirst(m.Items)),
        ("RemoveLast", (d, _) => d.RemoveLast(), (m, _) => m.TakeLast(1) is [int item] ? item : throw new InvalidOperationException()),
        ("PeekFirst", (d, _) => d.PeekFirst(), (m, _) => ListModel.First(m.Items)),
        ("PeekLast", (d, _) => d.PeekLast(), (m, _) => m.Items.Last()),
        ("get", (d, x) => d[x], (m, x) => m.Items[x]),
        ("set", (d, x) => d[x] = -x, (m, x) => m.Items[x] = -x),
        ("RemoveAt", (d, x) => Do(() => d.RemoveAt(x)), (m, x) => Do(() => m.Items.RemoveAt(x))),
        ("RemoveAll", (d, x) => d.RemoveAll(item => item % 3 == x % 3), (m, x) => m.Items.RemoveAll(item => item % 3 == x % 3)),
        ("IndexOf", (d, x) => d.IndexOf(x), (m, x) => m.Items.IndexOf(x)),
        ("Rotate", (d, x) => Do(() => d.Rotate(x - 10)), (m, x) => Do(() => m.Rotate(x - 10))),
        ("Reverse", (d, _) => Do(d.Reverse), (m, _) => Do(m.Items.Reverse)),
        ("Clear", (d, x) => Do(() => { if (x < 2) d.Clear(); }), (m, x) => Do(() => { if (x < 2) m.Items.Clear(); })),
        ("MakeRoomFor", (d, x) => Do(() => d.MakeRoomFor(x)), (_, _) => null),
        ("IsFull", (d, _) => d.IsFull, (m, _) => m.IsFull),
    ];

    [Fact]
    public void Steps_InAnyOrder_DoWhatAListDoes()
    {
        Gen<int?> maxLengths = Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 9].Select(length => (int?)length));
        Gen<(int Step, int Number)[]> programs = Gen.Select(Gen.Int[0, Steps.Length + 9], Gen.Int[0, 20]).Array[0, 60];
        Gen.Select(maxLengths, Gen.Int[0, 9], programs).Sample((maxLength, capacity, program) =>
        {
            var ring = new RingDeque<int>(capacity, maxLength);
            var model = new DequeModel([], maxLength);
            foreach ((int number, int x) in program)
            {
                // Additions are more frequent than the rest, so that it grows.
                (string name, Func<RingDeque<int>, int, object?> onRing, Func<DequeModel, int, object?> onModel) =
                    Steps[number < Steps.Length ? number : number % 2];
                Journal<int>.Outcome(() => onRing(ring, x)).Should().Be(Journal<int>.Outcome(() => onModel(model, x)), name);
                ring.ToArray().Should().Equal(model.Items, name);
                ring.Count.Should().Be(model.Items.Count);
            }
        }, iter: 1000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public void Rotate_ExtremeNumbers_CountModuloTheLength(int count)
    {
        foreach (int steps in new[] { int.MinValue, int.MinValue + 1, int.MaxValue, -count, count, 0 })
        {
            var ring = new RingDeque<int>(4, null);
            for (int i = 0; i < count; i++)
                ring.AddLast(i, out _);
            ring.Rotate(steps);
            long first = ((-(long)steps % count) + count) % count;
            ring.ToArray().Should().Equal(Enumerable.Range(0, count).Select(i => (int)((first + i) % count)), "rotated by {0}", steps);
        }
    }

    [Fact]
    public void Constructor_NegativeNumber_IsRefused()
    {
        FluentActions.Invoking(() => new RingDeque<int>(-1, null)).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("capacity");
        FluentActions.Invoking(() => new RingDeque<int>(0, -1)).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("maxLength");
    }

    [Fact]
    public void Constructor_CapacityBeyondTheLimit_AllocatesNoMoreThanTheLimit()
    {
        var ring = new RingDeque<byte>(int.MaxValue, maxLength: 2);
        ring.AddLast(1, out _).Should().BeFalse();
        ring.AddLast(2, out _).Should().BeFalse();
        ring.AddLast(3, out byte dropped).Should().BeTrue();
        dropped.Should().Be(1);
    }

    [Theory]
    [InlineData("RemoveFirst")]
    [InlineData("RemoveLast")]
    [InlineData("RemoveAt 1")]
    [InlineData("RemoveAt 4")]
    [InlineData("RemoveAll")]
    [InlineData("Clear")]
    [InlineData("set")]
    [InlineData("drop first")]
    [InlineData("drop last")]
    [InlineData("rotate and remove")]
    public void Remove_ByAnyMeans_KeepsNothingAlive(string means)
    {
        var ring = new RingDeque<object>(means.StartsWith("drop", StringComparison.Ordinal) ? 0 : 20, maxLength: 6);
        WeakReference[] gone = AddSixAndRemove(ring, means);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        gone.Should().NotBeEmpty().And.OnlyContain(reference => !reference.IsAlive);
        GC.KeepAlive(ring);
    }

    [Fact]
    public void IndexOf_ItemBothSidesOfTheWrap_IsFound()
    {
        var ring = new RingDeque<string>(4, null);
        ring.AddFirst("b", out _);
        ring.AddFirst("a", out _);
        ring.AddLast("c", out _);
        ring.IndexOf("a").Should().Be(0);
        ring.IndexOf("b").Should().Be(1);
        ring.IndexOf("c").Should().Be(2);
        ring.IndexOf("d").Should().Be(-1);
        ring.IndexOf(null!).Should().Be(-1, "a slot without an item isn't an item");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] AddSixAndRemove(RingDeque<object> ring, string means)
    {
        ring.AddLast(new object(), out _);
        for (int i = 0; i < 5; i++)
            ring.AddFirst(new object(), out _);
        WeakReference[] all = [.. ring.ToArray().Select(item => new WeakReference(item))];
        switch (means)
        {
            case "RemoveFirst":
                ring.RemoveFirst();
                return all[..1];
            case "RemoveLast":
                ring.RemoveLast();
                return all[5..];
            case "RemoveAt 1":
                ring.RemoveAt(1);
                return all[1..2];
            case "RemoveAt 4":
                ring.RemoveAt(4);
                return all[4..5];
            case "RemoveAll":
                int index = 0;
                ring.RemoveAll(_ => index++ % 2 == 0);
                return [all[0], all[2], all[4]];
            case "Clear":
                ring.Clear();
                return all;
            case "set":
                ring[2] = new object();
                return all[2..3];
            case "drop first":
                ring.AddLast(new object(), out _);
                return all[..1];
            case "drop last":
                ring.AddFirst(new object(), out _);
                return all[5..];
            default:
                ring.RemoveFirst();
                ring.Rotate(2);
                ring.RemoveFirst();
                ring.RemoveFirst();
                return [all[0], all[4], all[5]];
        }
    }

    private static object? Do(Action action)
    {
        action();
        return null;
    }
}
