using System.Collections;
using FluentAssertions;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>What every collection of ints owes to the non-generic interfaces; the runtime's own are held to it too.</summary>
public abstract class CollectionContract
{
    public static TheoryData<int> Counts => [0, 1, 2, 3, 4, 5, 17, 100];

    /// <summary>Whether the order of the items is part of the contract.</summary>
    protected virtual bool IsOrdered => true;

    /// <summary>The parameter that the runtime names when an index is negative.</summary>
    protected virtual string IndexName => "index";

    /// <summary>The parameter that the runtime names when the array has another type.</summary>
    protected virtual string? WrongTypeName => "array";

    protected abstract bool IsSynchronized { get; }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Enumerate_SomeItems_GivesThemTwice(int count)
    {
        IEnumerable collection = Create(Items(count));
        ShouldHave(collection.Cast<object>(), count);
        ShouldHave(collection.Cast<object>(), count);
        IEnumerator enumerator = collection.GetEnumerator();
        while (enumerator.MoveNext())
            enumerator.Current.Should().NotBeNull();
        enumerator.MoveNext().Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Count_SomeItems_IsTheirNumber(int count) => Create(Items(count)).Count.Should().Be(count);

    [Theory]
    [MemberData(nameof(Counts))]
    public void CopyTo_ArrayOfItems_FillsItsMiddle(int count)
    {
        ICollection collection = Create(Items(count));
        Array array = ArrayOfItems(count + 3);
        object? untouched = array.GetValue(0);
        collection.CopyTo(array, 2);
        ShouldHave(array.Cast<object>().Skip(2).Take(count), count);
        array.GetValue(1).Should().Be(untouched);
        array.GetValue(count + 2).Should().Be(untouched);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void CopyTo_ArrayOfObjects_BoxesTheItems(int count)
    {
        var array = new object[count + 1];
        Create(Items(count)).CopyTo(array, 1);
        array[0].Should().BeNull();
        ShouldHave(array.Skip(1), count);
    }

    [Fact]
    public void CopyTo_Null_IsRefused() =>
        Copying(2, null!, 0).Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("array");

    [Fact]
    public void CopyTo_NegativeIndex_IsRefused() =>
        Copying(2, ArrayOfItems(5), -1).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be(IndexName);

    [Fact]
    public void CopyTo_IndexBeyondTheEnd_IsRefused() =>
        Copying(2, ArrayOfItems(5), 6).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData(5, 4)]
    [InlineData(5, 5)]
    [InlineData(1, 0)]
    public void CopyTo_TooLittleRoom_IsRefused(int length, int index) =>
        Copying(2, ArrayOfItems(length), index).Should().ThrowExactly<ArgumentException>();

    [Fact]
    public void CopyTo_TwoDimensions_IsRefused() =>
        Copying(2, new int[4, 4], 0).Should().ThrowExactly<ArgumentException>().Which.ParamName.Should().Be("array");

    [Fact]
    public void CopyTo_ArrayThatStartsAtOne_IsRefused() =>
        Copying(2, Array.CreateInstance(typeof(object), [5], [1]), 1).Should().ThrowExactly<ArgumentException>().Which.ParamName.Should().Be("array");

    [Fact]
    public void CopyTo_ArrayOfAnotherType_IsRefused() =>
        Copying(2, new string[5], 0).Should().ThrowExactly<ArgumentException>().Which.ParamName.Should().Be(WrongTypeName);

    [Fact]
    public void CopyTo_ArrayOfAWiderNumber_IsRefused() =>
        Copying(2, new decimal[5], 0).Should().ThrowExactly<ArgumentException>().Which.ParamName.Should().Be(WrongTypeName);

    [Fact]
    public void CopyTo_EmptyToTheEndOfAnArray_DoesNothing() => Copying(0, ArrayOfItems(3), 3).Should().NotThrow();

    [Fact]
    public void IsSynchronized_Always_SaysWhetherTheLockIsTaken() => Create([]).IsSynchronized.Should().Be(IsSynchronized);

    [Fact]
    public void SyncRoot_AskedTwice_IsTheSameObjectAndNobodyElses()
    {
        ICollection collection = Create([]);
        collection.SyncRoot.Should().NotBeNull().And.BeSameAs(collection.SyncRoot).And.NotBeSameAs(Create([]).SyncRoot);
    }

    /// <summary>A collection that enumerates the items in their order.</summary>
    protected abstract ICollection Create(int[] items);

    protected virtual Array ArrayOfItems(int length) => new int[length];

    protected virtual object Item(int item) => item;

    private static int[] Items(int count) => [.. Enumerable.Range(10, count)];

    private Action Copying(int count, Array array, int index) => () => Create(Items(count)).CopyTo(array, index);

    private void ShouldHave(IEnumerable<object> found, int count)
    {
        IEnumerable<object> expected = Items(count).Select(Item);
        if (IsOrdered)
            found.Should().Equal(expected);
        else
            found.Should().BeEquivalentTo(expected);
    }
}
