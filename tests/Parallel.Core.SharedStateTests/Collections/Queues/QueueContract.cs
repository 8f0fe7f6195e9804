using FluentAssertions;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>What callers expect of a queue; the runtime's own is held to it too.</summary>
public abstract class QueueContract
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
        ToArray().Should().Equal("a", null, "c");
        Create(new List<string?> { "d", "e" });
        ToArray().Should().Equal("d", "e");
        Create(array.Where(item => item != null));
        ToArray().Should().Equal("x", "c");
        Create([]);
        ToArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Dequeue_WhileItGrowsAndWraps_KeepsTheOrder(int capacity)
    {
        Create(capacity);
        int next = 0;
        for (int i = 0; i < 200; i++)
        {
            Enqueue($"{i}");
            if (i % 3 == 2)
                Dequeue().Should().Be($"{next++}");
        }

        for (; next < 200; next++)
        {
            TryPeek(out string? first).Should().BeTrue();
            first.Should().Be(Peek()).And.Be($"{next}");
            TryDequeue(out string? item).Should().BeTrue();
            item.Should().Be($"{next}");
        }

        ToArray().Should().BeEmpty();
    }

    [Fact]
    public void Dequeue_Null_IsAnItemLikeAnyOther()
    {
        Create(0);
        Enqueue(null);
        Contains(null).Should().BeTrue();
        TryPeek(out _).Should().BeTrue();
        Dequeue().Should().BeNull();
        Contains(null).Should().BeFalse();
    }

    [Fact]
    public void Dequeue_Empty_Throws()
    {
        Create(4);
        FluentActions.Invoking(Dequeue).Should().ThrowExactly<InvalidOperationException>();
        FluentActions.Invoking(Peek).Should().ThrowExactly<InvalidOperationException>();
    }

    [Fact]
    public void TryDequeue_Empty_SaysSo()
    {
        Create(["a"]);
        Clear();
        string? item = "before";
        TryDequeue(out item).Should().BeFalse();
        item.Should().BeNull();
        TryPeek(out item).Should().BeFalse();
        item.Should().BeNull();
    }

    protected abstract void Create(int capacity);

    protected abstract void Create(IEnumerable<string?> collection);

    protected abstract void Enqueue(string? item);

    protected abstract string? Dequeue();

    protected abstract bool TryDequeue(out string? item);

    protected abstract string? Peek();

    protected abstract bool TryPeek(out string? item);

    protected abstract bool Contains(string? item);

    protected abstract void Clear();

    protected abstract string?[] ToArray();
}
