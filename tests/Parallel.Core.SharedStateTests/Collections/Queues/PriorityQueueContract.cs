using FluentAssertions;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>What callers expect of a priority queue; the runtime's own is held to it too.</summary>
public abstract class PriorityQueueContract
{
    public static TheoryData<IComparer<int>?> Comparers => [null, Comparer<int>.Default, SortedModel.Downwards];

    [Fact]
    public void Create_NegativeCapacity_IsRefused()
    {
        FluentActions.Invoking(() => Create(-1)).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("initialCapacity");
        FluentActions.Invoking(() => Create(-1, null)).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("initialCapacity");
    }

    [Fact]
    public void Create_NullItems_IsRefused()
    {
        FluentActions.Invoking(() => Create((IEnumerable<(string?, int)>)null!)).Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("items");
        FluentActions.Invoking(() => Create(null!, null)).Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("items");
    }

    [Theory]
    [MemberData(nameof(Comparers))]
    public void Create_Comparer_OrdersThePriorities(IComparer<int>? comparer)
    {
        int[] sorted = [.. Enumerable.Range(0, 50).Order(comparer)];
        IEnumerable<(string?, int)> items = Enumerable.Range(0, 50).Select(i => ((string?)$"{i}", i));
        foreach (Action create in new Action[]
        {
            () => Create(items, comparer),
            () => { Create(comparer); EnqueueRange(items); },
            () => { Create(3, comparer); items.ToList().ForEach(item => Enqueue(item.Item1, item.Item2)); },
        })
        {
            create();
            Comparer.Should().NotBeNull().And.BeSameAs(comparer ?? Comparer<int>.Default);
            foreach (int expected in sorted)
            {
                TryPeek(out string? first, out int priority).Should().BeTrue();
                (first, priority).Should().Be((Peek(), expected));
                TryDequeue(out string? element, out priority).Should().BeTrue();
                (element, priority).Should().Be(($"{expected}", expected));
            }

            TryDequeue(out string? none, out int zero).Should().BeFalse();
            (none, zero).Should().Be((null, 0));
            TryPeek(out none, out zero).Should().BeFalse();
        }
    }

    [Fact]
    public void Create_SomeItems_CopiesThem()
    {
        (string?, int)[] items = [("b", 2), (null, 1)];
        Create(items);
        items[0] = ("x", 0);
        Unordered().Should().BeEquivalentTo([("b", 2), ((string?)null, 1)]);
        Create(7);
        Unordered().Should().BeEmpty();
    }

    [Fact]
    public void Dequeue_Empty_Throws()
    {
        Create(0);
        FluentActions.Invoking(Dequeue).Should().ThrowExactly<InvalidOperationException>();
        FluentActions.Invoking(Peek).Should().ThrowExactly<InvalidOperationException>();
        FluentActions.Invoking(() => DequeueEnqueue("a", 1)).Should().ThrowExactly<InvalidOperationException>();
        Unordered().Should().BeEmpty();
    }

    [Fact]
    public void EnqueueDequeue_LowestOrNot_GivesTheLowest()
    {
        Create(0);
        EnqueueDequeue("only", 1).Should().Be("only");
        Enqueue("two", 2);
        EnqueueDequeue("one", 1).Should().Be("one");
        EnqueueDequeue("three", 3).Should().Be("two");
        DequeueEnqueue("zero", 0).Should().Be("three");
        Dequeue().Should().Be("zero");
    }

    [Fact]
    public void EnqueueRange_EqualPriorities_AddsAll()
    {
        Create([("z", 9)]);
        EnqueueRange([("a", 4), (null, 4)]);
        EnqueueRange([]);
        Unordered().Should().BeEquivalentTo([("z", 9), ((string?)null, 4), ("a", 4)]);
    }

    [Fact]
    public void EnqueueRange_Null_IsRefused()
    {
        Create(0);
        FluentActions.Invoking(() => EnqueueRange(null!)).Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("items");
    }

    [Fact]
    public void Remove_ThereOrNot_RemovesOne()
    {
        (string?, int)[] items = [.. Enumerable.Range(0, 20).Select(i => ((string?)$"{i % 10}", i))];
        Create(items);
        Remove("7", out string? removed, out int priority).Should().BeTrue();
        removed.Should().Be("7");
        priority.Should().BeOneOf(7, 17);
        Unordered().Should().BeEquivalentTo(items.Except([(removed, priority)]));
        Remove("x", out removed, out priority).Should().BeFalse();
        (removed, priority).Should().Be((null, 0));
        Remove(null, out _, out _).Should().BeFalse();
        int last = -1;
        while (TryDequeue(out _, out int next))
        {
            next.Should().BeGreaterThan(last);
            last = next;
        }
    }

    [Fact]
    public void Remove_ComparerOfElements_Decides()
    {
        Create([("A", 1), ("b", 2)]);
        Remove("B", out string? removed, out int priority, StringComparer.OrdinalIgnoreCase).Should().BeTrue();
        (removed, priority).Should().Be(("b", 2));
        Remove("A", out removed, out priority, null).Should().BeTrue();
        Unordered().Should().BeEmpty();
    }

    [Fact]
    public void Clear_SomeItems_LeavesNone()
    {
        Create([("a", 1)]);
        Clear();
        Unordered().Should().BeEmpty();
    }

    protected abstract IComparer<int> Comparer { get; }

    protected abstract void Create(int capacity);

    protected abstract void Create(int capacity, IComparer<int>? comparer);

    protected abstract void Create(IComparer<int>? comparer);

    protected abstract void Create(IEnumerable<(string?, int)> items);

    protected abstract void Create(IEnumerable<(string?, int)> items, IComparer<int>? comparer);

    protected abstract void Enqueue(string? element, int priority);

    protected abstract void EnqueueRange(IEnumerable<(string?, int)> items);

    protected abstract string? Dequeue();

    protected abstract bool TryDequeue(out string? element, out int priority);

    protected abstract string? Peek();

    protected abstract bool TryPeek(out string? element, out int priority);

    protected abstract string? EnqueueDequeue(string? element, int priority);

    protected abstract string? DequeueEnqueue(string? element, int priority);

    protected abstract bool Remove(string? element, out string? removed, out int priority, IEqualityComparer<string?>? comparer = null);

    protected abstract void Clear();

    protected abstract IEnumerable<(string?, int)> Unordered();
}
