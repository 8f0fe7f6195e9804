using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>What a deque does that its peers don't; the expected values are those of Python's deque.</summary>
public sealed class SynchronizedDequeTests
{
    [Fact]
    public void Constructor_MaxLength_KeepsTheLastItems()
    {
        new SynchronizedDeque<int>([1, 2, 3, 4], maxLength: 2).Should().Equal(3, 4);
        new SynchronizedDeque<int>([1, 2], maxLength: 0).Should().BeEmpty();
        new SynchronizedDeque<int>([1, 2], maxLength: 5).Should().Equal(1, 2);
        new SynchronizedDeque<int>([1, 2]).MaxLength.Should().BeNull();
        new SynchronizedDeque<int>(maxLength: 7).MaxLength.Should().Be(7);
        new SynchronizedDeque<int>().Should().BeEmpty();
    }

    [Fact]
    public void Constructor_BadArgument_IsRefused()
    {
        FluentActions.Invoking(() => new SynchronizedDeque<int>(null!)).Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("collection");
        FluentActions.Invoking(() => new SynchronizedDeque<int>([], -1)).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("maxLength");
        FluentActions.Invoking(() => new SynchronizedDeque<int>(-1)).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("capacity");
        FluentActions.Invoking(() => new SynchronizedDeque<int>(0, -1)).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("maxLength");
    }

    [Fact]
    public void Add_Full_DropsFromTheOtherEnd()
    {
        var deque = new SynchronizedDeque<int>([1, 2, 3], maxLength: 3);
        deque.AddLast(4);
        deque.Should().Equal(2, 3, 4);
        deque.AddFirst(1);
        deque.Should().Equal(1, 2, 3);
        deque.AddLast(4, out int dropped).Should().BeTrue();
        dropped.Should().Be(1);
        deque.AddFirst(1, out dropped).Should().BeTrue();
        dropped.Should().Be(4);
        deque.RemoveLast().Should().Be(3);
        deque.AddLast(3, out dropped).Should().BeFalse();
        dropped.Should().Be(0);
    }

    [Fact]
    public void Add_NoRoomAtAll_DropsTheItemItself()
    {
        var deque = new SynchronizedDeque<int>(maxLength: 0);
        deque.AddLast(1);
        deque.AddFirst(2);
        deque.AddRangeLast([3, 4]);
        deque.AddRangeFirst([5, 6]);
        deque.Should().BeEmpty();
        deque.AddLast(7, out int dropped).Should().BeTrue();
        dropped.Should().Be(7);
        deque.AddFirst(8, out dropped).Should().BeTrue();
        dropped.Should().Be(8);
        deque.Should().BeEmpty();
    }

    [Fact]
    public void AddRange_EitherEnd_KeepsPythonsOrder()
    {
        var deque = new SynchronizedDeque<int>([1, 2, 3]);
        deque.AddRangeLast([4, 5]);
        deque.AddRangeFirst([0, -1]);
        deque.Should().Equal(-1, 0, 1, 2, 3, 4, 5);
        var bounded = new SynchronizedDeque<int>([1, 2, 3], maxLength: 4);
        bounded.AddRangeLast([4, 5, 6]);
        bounded.Should().Equal(3, 4, 5, 6);
        bounded.AddRangeFirst([9, 8, 7, 6, 5]);
        bounded.Should().Equal(5, 6, 7, 8);
    }

    [Theory]
    [InlineData(0, "abcdef")]
    [InlineData(1, "fabcde")]
    [InlineData(2, "efabcd")]
    [InlineData(-1, "bcdefa")]
    [InlineData(5, "bcdefa")]
    [InlineData(7, "fabcde")]
    [InlineData(-13, "bcdefa")]
    public void Rotate_Steps_GoToTheRight(int steps, string expected)
    {
        foreach (int capacity in new[] { 0, 6, 7, 50 })
        {
            var deque = new SynchronizedDeque<char>(capacity);
            deque.AddRangeLast("abcdef");
            deque.Rotate(steps);
            string.Concat(deque).Should().Be(expected);
        }
    }

    [Fact]
    public void Rotate_EmptyOrOne_DoesNothing()
    {
        var deque = new SynchronizedDeque<int>();
        deque.Rotate(3);
        deque.Reverse();
        deque.AddLast(1);
        deque.Rotate(-3);
        deque.Reverse();
        deque.Should().Equal(1);
    }

    [Fact]
    public void Indexer_OutsideTheDeque_IsRefused()
    {
        var deque = new SynchronizedDeque<int>([1, 2]);
        foreach (int index in new[] { -1, 2, int.MinValue, int.MaxValue })
        {
            deque.Invoking(d => d[index]).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("index");
            deque.Invoking(d => d[index] = 1).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("index");
        }
    }

    [Fact]
    public void Remove_Empty_ThrowsOrSaysSo()
    {
        var deque = new SynchronizedDeque<string>();
        deque.Invoking(d => d.RemoveFirst()).Should().ThrowExactly<InvalidOperationException>();
        deque.Invoking(d => d.RemoveLast()).Should().ThrowExactly<InvalidOperationException>();
        deque.Invoking(d => d.PeekFirst()).Should().ThrowExactly<InvalidOperationException>();
        deque.Invoking(d => d.PeekLast()).Should().ThrowExactly<InvalidOperationException>();
        (deque.TryRemoveFirst(out string? a), a).Should().Be((false, null));
        (deque.TryRemoveLast(out a), a).Should().Be((false, null));
        (deque.TryPeekFirst(out a), a).Should().Be((false, null));
        (deque.TryPeekLast(out a), a).Should().Be((false, null));
        deque.Remove("a").Should().BeFalse();
        deque.Contains(null!).Should().BeFalse();
    }

    [Fact]
    public void Enumerate_WhileItChanges_GivesTheItemsThereWere()
    {
        var deque = new SynchronizedDeque<int>([1, 2, 3], maxLength: 3);
        var seen = new List<int>();
        foreach (int item in deque)
        {
            seen.Add(item);
            deque.AddLast(9);
        }

        seen.Should().Equal(1, 2, 3);
        deque.Should().Equal(9, 9, 9);
    }
}
