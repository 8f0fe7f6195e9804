using System.Collections;
using FluentAssertions;

namespace ParallelCore.Tests.Collections;

/// <summary>What everybody expects of a list; the runtime's own is held to it too.</summary>
public abstract class ListContract
{
    /// <summary>Whether an enumerator throws after a change; otherwise it goes over what was there when it was made.</summary>
    protected virtual bool EnumeratorFailsAfterChange => false;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Items_AnyNumber_AreSeenInOrderThroughEveryInterface(int count)
    {
        int[] items = [.. Enumerable.Range(10, count)];
        IList<int> list = Create(items);
        list.Should().HaveCount(count).And.Equal(items);
        ((IReadOnlyList<int>)list).Count.Should().Be(count);
        ((IList)list).Count.Should().Be(count);
        ((IEnumerable)list).Cast<int>().Should().Equal(items);
        for (int i = 0; i < count; i++)
        {
            list[i].Should().Be(10 + i);
            ((IReadOnlyList<int>)list)[i].Should().Be(10 + i);
            ((IList)list)[i].Should().Be(10 + i);
            list.IndexOf(10 + i).Should().Be(i);
            list.Contains(10 + i).Should().BeTrue();
        }

        list.IndexOf(9).Should().Be(-1);
        list.IsReadOnly.Should().BeFalse();
        ((IList)list).IsReadOnly.Should().BeFalse();
        ((IList)list).IsFixedSize.Should().BeFalse();
    }

    [Fact]
    public void Changes_OfEveryKind_DoWhatTheySay()
    {
        IList<int> list = Create([1, 2, 3]);
        list.Add(4);
        list.Insert(0, 0);
        list.Insert(5, 5);
        list.Should().Equal(0, 1, 2, 3, 4, 5);
        list.Remove(3).Should().BeTrue();
        list.Remove(3).Should().BeFalse();
        list.RemoveAt(0);
        list[0] = 7;
        list.Should().Equal(7, 2, 4, 5);
        list.Clear();
        list.Should().BeEmpty();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void Index_OutOfRange_IsRefused(int index)
    {
        IList<int> list = Create([1, 2, 3]);
        Refuses<ArgumentOutOfRangeException>(() => list[index], "index");
        Refuses<ArgumentOutOfRangeException>(() => list[index] = 0, "index");
        Refuses<ArgumentOutOfRangeException>(() => ((IList)list)[index], "index");
        Refuses<ArgumentOutOfRangeException>(() => Void(() => list.RemoveAt(index)), "index");
        Refuses<ArgumentOutOfRangeException>(() => Void(() => list.Insert(index == 3 ? 4 : index, 0)), "index");
        list.Should().Equal(1, 2, 3);
    }

    [Fact]
    public void CopyTo_BadTarget_IsRefused()
    {
        IList<int> list = Create([1, 2, 3]);
        Refuses<ArgumentNullException>(() => Void(() => list.CopyTo(null!, 0)), "destinationArray");
        Refuses<ArgumentOutOfRangeException>(() => Void(() => list.CopyTo(new int[3], -1)), "destinationIndex");
        Refuses<ArgumentException>(() => Void(() => list.CopyTo(new int[3], 1)), "destinationArray");
        Refuses<ArgumentException>(() => Void(() => ((ICollection)list).CopyTo(new int[3, 3], 0)), null);
        Refuses<ArgumentException>(() => Void(() => ((ICollection)list).CopyTo(new string[3], 0)), null);
        int[] target = new int[5];
        list.CopyTo(target, 1);
        target.Should().Equal(0, 1, 2, 3, 0);
    }

    [Fact]
    public void NonGeneric_WrongType_IsRefusedOrNotFound()
    {
        var list = (IList)Create([1, 2, 3]);
        Refuses<ArgumentException>(() => list.Add("x"), "value");
        Refuses<ArgumentException>(() => Void(() => list.Insert(0, "x")), "value");
        Refuses<ArgumentException>(() => list[0] = "x", "value");
        Refuses<ArgumentNullException>(() => list.Add(null), "item");
        Refuses<ArgumentNullException>(() => list[0] = null, "value");
        list.Contains("x").Should().BeFalse();
        list.Contains(null).Should().BeFalse();
        list.IndexOf("x").Should().Be(-1);
        list.Remove("x");
        list.Add(4).Should().Be(3);
        list.Insert(0, 0);
        list.Remove(2);
        list.Cast<int>().Should().Equal(0, 1, 3, 4);
    }

    [Fact]
    public void Enumerator_ListChangesMeanwhile_IsAsDocumented()
    {
        IList<int> list = Create([1, 2, 3]);
        using IEnumerator<int> enumerator = list.GetEnumerator();
        enumerator.MoveNext().Should().BeTrue();
        list.Add(4);
        list.RemoveAt(0);
        if (EnumeratorFailsAfterChange)
        {
            Assert.Throws<InvalidOperationException>(() => enumerator.MoveNext());
        }
        else
        {
            (enumerator.Current, enumerator.MoveNext(), enumerator.Current, enumerator.MoveNext(), enumerator.Current).Should().Be((1, true, 2, true, 3));
            enumerator.MoveNext().Should().BeFalse();
            enumerator.MoveNext().Should().BeFalse();
        }
    }

    [Fact]
    public void Enumerator_AtTheStartAndReset_IsThereAgain()
    {
        IEnumerator enumerator = ((IEnumerable)Create([1, 2])).GetEnumerator();
        Assert.Throws<InvalidOperationException>(() => enumerator.Current);
        enumerator.MoveNext();
        enumerator.Reset();
        enumerator.MoveNext().Should().BeTrue();
        enumerator.Current.Should().Be(1);
    }

    protected abstract IList<int> Create(IEnumerable<int> items);

    private static object? Void(Action action)
    {
        action();
        return null;
    }

    private static void Refuses<TException>(Func<object?> call, string? parameter)
        where TException : ArgumentException
    {
        TException error = Assert.Throws<TException>(call);
        if (parameter is not null)
            error.ParamName.Should().Be(parameter);
    }
}
