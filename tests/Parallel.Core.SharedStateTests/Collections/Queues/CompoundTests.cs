using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>What the operations that one lock makes atomic do with callbacks, sources and boundaries, for each of the types.</summary>
public sealed class CompoundTests
{
    public static TheoryData<string> Types => [.. Compounds.ByName.Keys];

    public static TheoryData<string> TypesWithRanges => [.. Compounds.WithRanges];

    [Theory]
    [MemberData(nameof(Types))]
    public void TryTakeIf_ConditionHoldsOrNot_TakesOrLeavesTheFirst(string type)
    {
        ICompound items = Compounds.Create(type, 1, 2);
        items.TryTakeIf(item => item == 2).Should().BeNull();
        items.Items.Should().Equal(1, 2);
        items.TryTakeIf(item => item == 1).Should().Be(1);
        items.TryTakeIf(item => item == 2).Should().Be(2);
        items.TryTakeIf(_ => throw new NotSupportedException("asked about nothing")).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void TryTakeIf_ConditionThrows_ChangesNothing(string type)
    {
        ICompound items = Compounds.Create(type, 1, 2);
        items.Invoking(i => i.TryTakeIf(_ => throw new TimeoutException())).Should().ThrowExactly<TimeoutException>();
        items.Items.Should().Equal(1, 2);
        Monitor.IsEntered(items.SyncRoot).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void TryTakeIf_ConditionChangesTheCollection_ThrowsAndTakesNothing(string type)
    {
        foreach (bool answer in new[] { true, false })
        {
            ICompound items = Compounds.Create(type, 1, 2);
            items.Invoking(i => i.TryTakeIf(_ => i.TryTake() == 1 && answer)).Should().ThrowExactly<InvalidOperationException>();
            items.Items.Should().Equal([2], "only the condition itself took one");
            items.Invoking(i => i.TryTakeIf(_ => i.RemoveAll(_ => true) > 0 && answer)).Should().ThrowExactly<InvalidOperationException>();
            items.Items.Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void TryTakeIf_ConditionReadsTheCollection_MayDoSo(string type)
    {
        ICompound items = Compounds.Create(type, 1, 2);
        items.TryTakeIf(item => items.Items.Length == 2 && item == 1).Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void TryTakeIf_While_HoldsTheLock(string type)
    {
        ICompound items = Compounds.Create(type, 1);
        items.TryTakeIf(_ => !Monitor.IsEntered(items.SyncRoot)).Should().BeNull();
        items.RemoveAll(_ => !Monitor.IsEntered(items.SyncRoot)).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void RemoveAll_SomeItems_KeepsTheOrderOfTheOthers(string type)
    {
        ICompound items = Compounds.Create(type, [.. Enumerable.Range(0, 20)]);
        items.RemoveAll(item => item % 3 == 0).Should().Be(7);
        items.Items.Should().Equal(Enumerable.Range(0, 20).Where(item => item % 3 != 0));
        items.RemoveAll(_ => false).Should().Be(0);
        items.RemoveAll(_ => true).Should().Be(13);
        items.RemoveAll(_ => true).Should().Be(0);
        items.Items.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void RemoveAll_ConditionThrows_ChangesNothing(string type)
    {
        ICompound items = Compounds.Create(type, 1, 2, 3, 4);
        int asked = 0;
        items.Invoking(i => i.RemoveAll(_ => ++asked < 3 ? true : throw new TimeoutException())).Should().ThrowExactly<TimeoutException>();
        items.Items.Should().Equal(1, 2, 3, 4);
        Monitor.IsEntered(items.SyncRoot).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void RemoveAll_ConditionChangesTheCollection_ThrowsAndRemovesNothing(string type)
    {
        for (int when = 1; when <= 2; when++)
        {
            ICompound items = Compounds.Create(type, 2, 3);
            int asked = 0;
            items.Invoking(i => i.RemoveAll(_ =>
            {
                if (++asked == when)
                    i.Add(1);
                return true;
            })).Should().ThrowExactly<InvalidOperationException>();
            items.Items.Should().BeEquivalentTo([1, 2, 3], "the condition's own change stays");
        }
    }

    [Theory]
    [MemberData(nameof(TypesWithRanges))]
    public void TryTakeRange_AnyMaximum_TakesTheFirst(string type)
    {
        ICompound items = Compounds.Create(type, 1, 2, 3, 4, 5);
        items.TryTakeRange(0).Should().BeEmpty();
        items.TryTakeRange(2).Should().Equal(1, 2);
        items.TryTakeRange(int.MaxValue).Should().Equal(3, 4, 5);
        items.TryTakeRange(1).Should().BeEmpty();
        items.Invoking(i => i.TryTakeRange(-1)).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("max");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void AddRange_Source_IsReadOutsideTheLock(string type)
    {
        ICompound items = Compounds.Create(type);
        items.AddRange(Source());
        items.Items.Should().Equal(1);

        IEnumerable<int> Source()
        {
            Monitor.IsEntered(items.SyncRoot).Should().BeFalse("another collection's lock may be taken here");
            yield return 1;
            Monitor.IsEntered(items.SyncRoot).Should().BeFalse();
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void AddRange_SourceThrows_ChangesNothing(string type)
    {
        ICompound items = Compounds.Create(type, 1, 2);
        items.Invoking(i => i.AddRange(Enumerable.Range(0, 3).Select(k => 10 / (2 - k)))).Should().ThrowExactly<DivideByZeroException>();
        items.Items.Should().Equal(1, 2);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void AddRange_Itself_DoublesTheItems(string type)
    {
        ICompound items = Compounds.Create(type, 1, 2, 3);
        items.AddSelf();
        items.Items.Order().Should().Equal(1, 1, 2, 2, 3, 3);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void AddRange_TwoAddedToEachOther_DoNotWaitForEachOther(string type)
    {
        ICompound a = Compounds.Create(type, 1);
        ICompound b = Compounds.Create(type, 2);
        Threads.RunTogether(2, thread =>
        {
            (ICompound from, ICompound to) = thread == 0 ? (a, b) : (b, a);
            for (int i = 0; i < 500; i++)
            {
                from.Add(i);
                to.AddRange(Enumerate(from));
                from.TryTakeRange(int.MaxValue);
            }
        });

        static IEnumerable<int> Enumerate(ICompound items)
        {
            foreach (int item in items.Items)
                yield return item;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void AddRange_ManyItemsOrNone_AddsThemAll(string type)
    {
        ICompound items = Compounds.Create(type);
        items.AddRange([]);
        items.Items.Should().BeEmpty();
        items.AddRange(new List<int>(Enumerable.Range(0, 100)));
        items.Items.Order().Should().Equal(Enumerable.Range(0, 100));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Update_Callback_RunsUnderTheLockAndMayUseTheCollection(string type)
    {
        ICompound items = Compounds.Create(type, 1);
        int steps = 0;
        Action step = () =>
        {
            Monitor.IsEntered(items.SyncRoot).Should().BeTrue();
            items.TryTake().Should().Be(1);
            items.Add(1);
            steps++;
        };
        items.Update(step);
        items.Update(() =>
        {
            step();
            return "result";
        }).Should().Be("result");
        items.Update(step, run => run());
        items.Update(step, run =>
        {
            run();
            return 7;
        }).Should().Be(7);
        items.Update(() => items.Update(step));
        steps.Should().Be(5);
        Monitor.IsEntered(items.SyncRoot).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Update_CallbackThrows_LetsGoOfTheLock(string type)
    {
        ICompound items = Compounds.Create(type, 1);
        items.Invoking(i => i.Update(() => throw new TimeoutException())).Should().ThrowExactly<TimeoutException>();
        items.Invoking(i => i.Update<int>(() => throw new TimeoutException())).Should().ThrowExactly<TimeoutException>();
        items.Invoking(i => i.Update(1, _ => throw new TimeoutException())).Should().ThrowExactly<TimeoutException>();
        items.Invoking(i => i.Update<int, int>(1, _ => throw new TimeoutException())).Should().ThrowExactly<TimeoutException>();
        Monitor.IsEntered(items.SyncRoot).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void AddAndTryTake_FourProducersAndFourConsumers_LoseAndDoubleNothing(string type)
    {
        const int Producers = 4;
        const int Each = 5000;
        ICompound items = Compounds.Create(type);
        var taken = new List<int>[Producers];
        int left = Producers;
        Threads.RunTogether(2 * Producers, thread =>
        {
            if (thread < Producers)
            {
                for (int i = 0; i < Each; i++)
                    items.Add((thread * Each) + i);
                Interlocked.Decrement(ref left);
                return;
            }

            List<int> mine = taken[thread - Producers] = [];
            for (bool isLast = false; !isLast;)
            {
                isLast = Volatile.Read(ref left) == 0; // read before the last look
                if (items.TryTake() is int one)
                {
                    mine.Add(one);
                    mine.AddRange(items.TryTakeRange(2));
                    isLast = false;
                }
                else
                {
                    Thread.Yield();
                }
            }
        });
        taken.SelectMany(mine => mine).Order().Should().Equal(Enumerable.Range(0, Producers * Each));
        items.Items.Should().BeEmpty();
    }
}
