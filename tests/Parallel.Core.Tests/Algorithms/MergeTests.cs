using CsCheck;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

public sealed class MergeTests
{
    private static readonly int[] Lengths = [0, 1, 5, 3000, 4097, 16_385, 50_000];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Merge_AnyLengths_IsTheStableSortOfBoth(int workers)
    {
        foreach (int firstLength in Lengths)
        {
            foreach (int secondLength in Lengths)
            {
                Numbered[] all = Numbered.From(SortInputs.Of("few distinct", firstLength + secondLength));
                Numbered[] first = Numbered.Sorted(all[..firstLength]);
                Numbered[] second = Numbered.Sorted(all[firstLength..]);
                Numbered[] destination = new Numbered[all.Length + 1];
                destination[^1] = new Numbered(-1, -1);

                ParallelAlgorithms.Merge(first, second, destination, Numbered.ByValue, Schedulers.Options(workers));

                destination.AsSpan(0, all.Length).SequenceEqual(Numbered.Sorted([.. first, .. second])).Should().BeTrue($"{firstLength} and {secondLength}");
                destination[^1].Should().Be(new Numbered(-1, -1));
            }
        }
    }

    [Fact]
    public void Merge_LongerDestination_OverwritesTheFirstItems()
    {
        int[] destination = [9, 9, 9, 9, 9];

        ParallelAlgorithms.Merge([1, 3], [2, 2], destination);

        destination.Should().Equal(1, 2, 2, 3, 9);
    }

    [Fact]
    public void Merge_DestinationTooShort_IsAnError()
    {
        Action call = static () => ParallelAlgorithms.Merge([1], [2, 3], new int[2]);

        call.Should().Throw<ArgumentException>().WithParameterName("destination");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Merge_DestinationOverlapsAnInput_IsAnError(int at)
    {
        int[] items = [1, 2, 3, 4, 5, 6];

        Action first = () => ParallelAlgorithms.Merge<int>(items.AsMemory(at, 2), new int[1], items.AsMemory(1, 3));
        Action second = () => ParallelAlgorithms.Merge<int>(new int[1], items.AsMemory(at, 2), items.AsMemory(1, 3));

        first.Should().Throw<ArgumentException>().WithParameterName("destination");
        second.Should().Throw<ArgumentException>().WithParameterName("destination");
        items.Should().BeInAscendingOrder();
    }

    [Fact]
    public void Merge_InputBehindWhatIsWritten_IsFine()
    {
        int[] items = [0, 0, 0, 1, 5];

        ParallelAlgorithms.Merge<int>(items.AsMemory(3, 1), new[] { 2 }, items);

        items.Should().Equal(1, 2, 0, 1, 5);
    }

    [Fact]
    public void IsSorted_OneItemAnywhereOutOfOrder_IsFalse()
    {
        int[] items = [.. Enumerable.Range(0, 20_000)];
        foreach (int at in (int[])[1, 2, 4095, 4096, 4097, 10_000, 19_999])
        {
            items[at] -= 2;
            ParallelAlgorithms.IsSorted(items, options: Schedulers.Options(3)).Should().BeFalse($"index {at}");
            ParallelAlgorithms.IsSorted<int>(items.AsMemory(0, at)).Should().BeTrue($"up to {at}");
            ParallelAlgorithms.IsSorted<int>(items.AsMemory(0, at + 1)).Should().BeFalse($"through {at}");
            items[at] += 2;
        }

        ParallelAlgorithms.IsSorted(items).Should().BeTrue();
    }

    [Fact]
    public void IsSorted_AnyShortInput_IsThatOfTheLoop() =>
        Gen.Int[0, 3].Array[0, 6].Sample(static items =>
            ParallelAlgorithms.IsSorted(items).Should().Be(items.Zip(items.Skip(1)).All(static pair => pair.First <= pair.Second)));

    [Fact]
    public void IsSorted_ComparerThrows_ReportsItsOwnException()
    {
        foreach (int n in (int[])[10, 10_000])
        {
            Action call = () => ParallelAlgorithms.IsSorted(new int[n], Comparer<int>.Create(static (a, b) => throw new InvalidTimeZoneException()));

            call.Should().ThrowExactly<AggregateException>().Which.InnerException.Should().BeOfType<InvalidTimeZoneException>();
        }
    }
}
