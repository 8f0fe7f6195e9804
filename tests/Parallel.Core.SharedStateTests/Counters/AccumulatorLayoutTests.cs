using System.Numerics;
using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Counters;
using ParallelCore.Primitives;

namespace ParallelCore.Tests.Counters;

/// <summary>An accumulator's cell has cache lines of its own, whatever is accumulated: the runtime lays structs with references out as it likes.</summary>
public sealed class AccumulatorLayoutTests
{
    [Fact]
    public void PaddedCell_PlainValues_HasRoomOnBothSides()
    {
        CheckPads<byte>();
        CheckPads<long>();
        CheckPads<decimal>();
        CheckPads<ValueRange<double>>();
    }

    [Fact]
    public void PaddedCell_ValuesWithReferences_HasRoomOnBothSides()
    {
        CheckPads<string>();
        CheckPads<BigInteger>();
        CheckPads<ValueRange<string>>();
        CheckPads<(object, int, object)>();
    }

    [Fact]
    public void PaddedCell_Cell_IsTheWholeOfIt()
    {
        // The value's offset in the object is the one in the padded struct, since the object has no other field.
        typeof(PaddedCell<AccumulatorCell<long>>).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .Should().ContainSingle().Which.FieldType.Should().Be(typeof(Padded<AccumulatorCell<long>>));
    }

    private static void CheckPads<T>()
    {
        Padded<AccumulatorCell<T>> padded = default;
        ref byte start = ref Unsafe.As<Padded<AccumulatorCell<T>>, byte>(ref padded);
        long before = Unsafe.ByteOffset(ref start, ref Unsafe.As<AccumulatorCell<T>, byte>(ref padded.Value));
        before.Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
        (Unsafe.SizeOf<Padded<AccumulatorCell<T>>>() - before - Unsafe.SizeOf<AccumulatorCell<T>>()).Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
    }
}
