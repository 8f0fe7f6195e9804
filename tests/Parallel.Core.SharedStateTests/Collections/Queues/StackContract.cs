using FluentAssertions;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>What callers expect of a stack; the runtime's own is held to it too.</summary>
public abstract class StackContract
{
    [Fact]
    public void Create_NegativeCapacity_IsRefused() =>
        FluentActions.Invoking(() => Create(-1)).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("capacity");

    [Fact]
    public void Create_NullCollection_IsRefused() =>
        FluentActions.Invoking(() => Create(null!)).Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("collection");

    [Fact]
    public void Create_SomeCollections_CopiesThem()
    {
        string?[] array = ["a", null, "c"];
        Create(array);
        array[0] = "x";
        ToArray().Should().Equal("c", null, "a");
        Create(new List<string?> { "d", "e" });
        ToArray().Should().Equal("e", "d");
        Create(array.Where(item => item != null));
        ToArray().Should().Equal("c", "x");
        Create([]);
        ToArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Pop_AfterItGrew_TurnsTheOrderRound(int capacity)
    {
        Create(capacity);
        for (int i = 0; i < 100; i++)
        {
            Push("gone");
            Pop().Should().Be("gone");
            Push($"{i}");
        }

        for (int i = 99; i >= 0; i--)
        {
            TryPeek(out string? top).Should().BeTrue();
            top.Should().Be(Peek()).And.Be($"{i}");
            TryPop(out string? item).Should().BeTrue();
            item.Should().Be($"{i}");
        }

        ToArray().Should().BeEmpty();
    }

    [Fact]
    public void Pop_Null_IsAnItemLikeAnyOther()
    {
        Create(0);
        Push(null);
        Contains(null).Should().BeTrue();
        TryPeek(out _).Should().BeTrue();
        Pop().Should().BeNull();
        Contains(null).Should().BeFalse();
    }

    [Fact]
    public void Pop_Empty_Throws()
    {
        Create(4);
        FluentActions.Invoking(Pop).Should().ThrowExactly<InvalidOperationException>();
        FluentActions.Invoking(Peek).Should().ThrowExactly<InvalidOperationException>();
    }

    [Fact]
    public void TryPop_Empty_SaysSo()
    {
        Create(["a"]);
        Clear();
        string? item = "before";
        TryPop(out item).Should().BeFalse();
        item.Should().BeNull();
        TryPeek(out item).Should().BeFalse();
        item.Should().BeNull();
    }

    protected abstract void Create(int capacity);

    protected abstract void Create(IEnumerable<string?> collection);

    protected abstract void Push(string? item);

    protected abstract string? Pop();

    protected abstract bool TryPop(out string? item);

    protected abstract string? Peek();

    protected abstract bool TryPeek(out string? item);

    protected abstract bool Contains(string? item);

    protected abstract void Clear();

    protected abstract string?[] ToArray();
}
