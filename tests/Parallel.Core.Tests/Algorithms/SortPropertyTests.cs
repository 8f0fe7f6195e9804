using System.Numerics;
using CsCheck;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

public sealed class SortPropertyTests
{
    private static readonly int s_iterations = Effort.Pick(quick: 3, full: 40);

    private static readonly int[] s_lengths = [0, 1, 255, 256, 257, 4097, 16_385, 70_000];

    [Fact]
    public void Sort_OfBytes_IsThatOfArraySort() => Check(Gen.Byte);

    [Fact]
    public void Sort_OfSBytes_IsThatOfArraySort() => Check(Gen.SByte);

    [Fact]
    public void Sort_OfUShorts_IsThatOfArraySort() => Check(Gen.UShort);

    [Fact]
    public void Sort_OfShorts_IsThatOfArraySort() => Check(Gen.Short);

    [Fact]
    public void Sort_OfChars_IsThatOfArraySort() => Check(Gen.Char);

    [Fact]
    public void Sort_OfUInts_IsThatOfArraySort() => Check(Gen.UInt);

    [Fact]
    public void Sort_OfInts_IsThatOfArraySort() => Check(Gen.Int);

    [Fact]
    public void Sort_OfULongs_IsThatOfArraySort() => Check(Gen.ULong);

    [Fact]
    public void Sort_OfLongs_IsThatOfArraySort() => Check(Gen.Long);

    [Fact]
    public void Sort_OfNativeInts_IsThatOfArraySort() => Check(Gen.Long.Select(static value => (nint)value));

    [Fact]
    public void Sort_OfNativeUInts_IsThatOfArraySort() => Check(Gen.ULong.Select(static value => (nuint)value));

    [Fact]
    public void Sort_OfHalves_IsThatOfArraySort() => Check(Gen.Short.Select(BitConverter.Int16BitsToHalf));

    [Fact]
    public void Sort_OfFloats_IsThatOfArraySort() => Check(Gen.OneOf(Gen.Float.Special, Gen.Float));

    [Fact]
    public void Sort_OfDoubles_IsThatOfArraySort() => Check(Gen.OneOf(Gen.Double.Special, Gen.Double));

    [Fact]
    public void Sort_OfTimes_IsThatOfArraySort() => Check(Gen.DateTime);

    [Fact]
    public void Sort_OfSpans_IsThatOfArraySort() => Check(Gen.TimeSpan);

    [Fact]
    public void Sort_OfDecimals_IsThatOfArraySort() => Check(Gen.Decimal);

    [Fact]
    public void Sort_OfBigIntegers_IsThatOfArraySort() => Check(Gen.Long.Select(static value => (BigInteger)value * value * value));

    /// <summary>Few values repeated over a length around the cuts, so that short generators fill long inputs.</summary>
    private static void Check<T>(Gen<T> item) =>
        Gen.Select(item.Array[1, 400], Gen.Int[0, s_lengths.Length - 1], Gen.Int[0, int.MaxValue], Gen.Int[1, 3]).Sample(
            (values, length, seed, workers) =>
            {
                int n = s_lengths[length];
                var random = new Random(seed);
                T[] items = new T[n];
                for (int i = 0; i < n; i++)
                    items[i] = values[random.Next(values.Length)];
                T[] expected = [.. items];
                Array.Sort(expected);

                ParallelAlgorithms.Sort(items, options: Schedulers.Options(workers));

                for (int i = 0; i < n; i++)
                    Comparer<T>.Default.Compare(items[i], expected[i]).Should().Be(0);
            },
            iter: s_iterations);
}
