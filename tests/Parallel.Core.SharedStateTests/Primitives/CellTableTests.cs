using FluentAssertions;
using ParallelCore.Primitives;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Primitives;

public sealed class CellTableTests
{
    [Fact]
    public void New_IsEmptyAndWantsAnOwner()
    {
        var table = New(8);
        Items(ref table).Should().BeEmpty();
        table.ShouldOwn.Should().BeTrue();
        table.SharedCount.Should().Be(1);
        table.Own(0).Should().BeNull();
        table.Own(1).Should().BeNull();
    }

    [Fact]
    public void GetOrCreateOwn_AnyOrderOfNumbers_EachKeepsItsOwn()
    {
        var table = New(8);
        var items = new Dictionary<int, object>();
        foreach (int number in (int[])[5, 1, 64, 2, 63])
        {
            items[number] = table.GetOrCreateOwn(number);
            foreach ((int known, object item) in items)
            {
                table.Own(known).Should().BeSameAs(item);
                table.GetOrCreateOwn(known).Should().BeSameAs(item);
            }
        }

        Items(ref table).Should().Contain(items.Values).And.HaveSameCount(items);
        table.Own(0).Should().BeNull("no thread has this number");
        table.Own(3).Should().BeNull();
    }

    [Fact]
    public void ShouldOwn_OnceThereIsAnOwner_IsFalseUntilThreadsMeet()
    {
        var table = New(8);
        table.GetOrCreateOwn(1);
        table.ShouldOwn.Should().BeFalse();
        table.NoteContention();
        table.ShouldOwn.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Grow_Always_DoublesUpToTheMost(int most)
    {
        var table = New(most);
        for (int expected = 1; expected <= most; expected *= 2)
        {
            table.SharedCount.Should().Be(expected);
            for (int processor = 0; processor < 3 * most; processor++)
                table.Shared(processor).Should().BeSameAs(table.Shared(processor % expected));
            Items(ref table).Should().HaveCount(expected);
            table.Grow();
        }

        table.SharedCount.Should().Be(most);
    }

    [Fact]
    public void CellsOfThreads_CreatedAtOnce_AreAllEnumerated()
    {
        for (int round = 0; round < Effort.Pick(quick: 20, full: 200); round++)
        {
            var table = new Box();
            object[] items = new object[16];
            Threads.RunTogether(8, i =>
            {
                items[i] = table.Cells.GetOrCreateOwn(i + 1);
                items[8 + i] = table.Cells.Shared(i);
                table.Cells.Grow();
            });
            Items(ref table.Cells).Should().Contain(items).And.OnlyHaveUniqueItems();
            items.Take(8).Should().OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public void Shared_CreatedByTwoAtOnce_IsTheSameForBoth()
    {
        const int Rounds = 20_000;
        Box[] tables = [.. Enumerable.Range(0, Rounds).Select(_ => new Box())];
        object[][] found = [new object[Rounds], new object[Rounds]];
        int[] reached = new int[2];
        Threads.RunTogether(2, me =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                Volatile.Write(ref reached[me], round);
                var spinner = new SpinWait();
                while (Volatile.Read(ref reached[1 - me]) < round)
                    spinner.SpinOnce(sleep1Threshold: -1);
                found[me][round] = tables[round].Cells.Shared(0);
            }

            Volatile.Write(ref reached[me], Rounds);
        });
        found[0].Should().Equal(found[1]);
    }

    private static CellTable<AtomicCell, object> New(int mostShared) => new(mostShared);

    private static List<object> Items(ref CellTable<AtomicCell, object> table)
    {
        var items = new List<object>();
        foreach (object item in table)
            items.Add(item);
        return items;
    }

    private sealed class Box
    {
        public CellTable<AtomicCell, object> Cells = New(8);
    }
}
