using System.Runtime;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>A chain may be as deep as the stack allows, needs no code that a short one doesn't, and never ends the process.</summary>
public sealed class DeepChainTests
{
    private static readonly Dictionary<string, Func<ParallelSequence<int>, ParallelSequence<int>>> s_operators = new()
    {
        ["Select"] = static items => items.Select(static item => item + 1),
        ["Select with index"] = static items => items.Select(static (item, index) => item),
        ["Where"] = static items => items.Where(static _ => true),
        ["SelectMany"] = static items => items.SelectMany(static item => new[] { item }),
        ["Do"] = static items => items.Do(static _ => { }),
        ["OfType"] = static items => items.OfType<int>(),
        ["Zip"] = static items => items.Zip(ParallelRange.From(0, 100), static (a, _) => a),
        ["Take"] = static items => items.Take(50),
        ["Skip"] = static items => items.Concat(ParallelRange.From(0, 1)).Skip(1),
        ["Concat"] = static items => items.Concat(ParallelRange.From(0, 1)),
        ["Concat before"] = static items => ParallelRange.From(0, 1).Concat(items),
        ["Reverse"] = static items => items.Reverse(),
        ["Chunk"] = static items => items.Chunk(3).Select(static chunk => chunk[0]),
        ["Where, Take"] = static items => items.Where(static _ => true).Take(50),
        ["TakeWhile"] = static items => items.TakeWhile(static _ => true),
        ["SkipWhile"] = static items => items.Select(static item => item).SkipWhile(static item => item < 0),
        ["Window"] = static items => items.Window(1).Select(static window => window.Span[0]),
        ["WithLocal"] = static items => items.WithLocal(static () => new object()).Select(static (item, _) => item),
    };

    public static TheoryData<string> Operators => [.. s_operators.Keys];

    [Fact]
    public void Selects_FourHundredInARow_Run()
    {
        foreach (int workers in (int[])[1, 3])
        {
            ParallelSequence<int> items = ParallelRange.From(0, 1000).On(Schedulers.Of(workers));
            for (int i = 0; i < 400; i++)
                items = items.Select(static item => item + 1);
            items.ToArray().Should().Equal(Enumerable.Range(400, 1000));
            items.Where(static item => item % 2 == 0).Count().Should().Be(500);
        }
    }

    [Fact]
    public void Selects_MoreOfThem_NeedNoMoreCode()
    {
        RunDeep(3);
        RunDeep(4);
        long before = JitInfo.GetCompiledMethodCount(currentThread: true);
        RunDeep(300);
        (JitInfo.GetCompiledMethodCount(currentThread: true) - before).Should().BeLessThan(20, "the code doesn't depend on the depth");

        static void RunDeep(int depth)
        {
            ParallelSequence<int> items = ParallelRange.From(0, 1000).WithMaxWorkers(1);
            for (int i = 0; i < depth; i++)
                items = items.Select(static item => item + 1);
            if (items.Sum() != 499_500 + 1000 * depth)
                throw new InvalidOperationException("wrong");
        }
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Chain_DeeperThanTheStack_ThrowsOrWorks(string name) => Threads.RunOnce(
        () =>
        {
            ParallelSequence<int> items = ParallelRange.From(0, 3).On(Schedulers.Of(2));
            for (int i = 0; i < 5000; i++)
                items = s_operators[name](items);
            try
            {
                items.Where(static _ => true).ToArray().Should().HaveCountGreaterThan(0);
            }
            catch (AggregateException e)
            {
                e.InnerExceptions.Should().AllBeOfType<InsufficientExecutionStackException>();
            }
            catch (InsufficientExecutionStackException)
            {
            }

            ParallelRange.From(0, 10).Select(static item => item).Sum().Should().Be(45);
        },
        512 * 1024);

    /// <summary>However they are nested, and wherever in between an enumerable has to be pulled.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void Concats_ThousandsInARow_NeedNoStackAndNoMoreThanOneLook(bool isAfter, bool isPulled) => Threads.RunOnce(
        () =>
        {
            int parts = Effort.Pick(quick: 3_000, full: 30_000);
            ParallelSequence<int> items = new PulledSource(2).InParallel();
            var pulled = new List<PulledSource>();
            for (int i = 0; i < parts; i++)
            {
                IEnumerable<int> other = [i];
                if (isPulled || i % 100 == 0)
                    pulled.Add((PulledSource)(other = new PulledSource(1)));
                items = isAfter ? items.Concat(other) : other.InParallel().Concat(items);
            }

            int count = 0;
            foreach (int item in items)
                count++;
            count.Should().Be(parts + 2);
            items.ToArray().Should().HaveCount(parts + 2);
            items.Count().Should().Be(parts + 2);
            pulled.Should().OnlyContain(static source => source.Begun == 3 && source.Disposed == 3 && source.Pulled == 6);
        },
        256 * 1024);

    [Fact]
    public void Appends_ThousandsInARow_NeedNoStack() => Threads.RunOnce(
        () =>
        {
            int parts = Effort.Pick(quick: 3_000, full: 30_000);
            foreach (ParallelSequence<int> source in (ParallelSequence<int>[])[new PulledSource(2).InParallel(), ParallelRange.From(0, 2)])
            {
                ParallelSequence<int> items = source;
                for (int i = 0; i < parts; i++)
                    items = i % 2 == 0 ? items.Append(i) : items.Prepend(i);
                items.AsEnumerable().Should().Equal(Enumerable.Range(0, parts).Where(static i => i % 2 == 1).Reverse().Concat([0, 1]).Concat(Enumerable.Range(0, parts).Where(static i => i % 2 == 0)));
                items.Reverse().First().Should().Be(parts - 2);
            }
        },
        256 * 1024);
}
