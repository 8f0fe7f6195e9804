using CsCheck;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

/// <summary>What all atomic variables do, whatever they hold and however they lie in memory.</summary>
public abstract class AtomicContract<T>
{
    private const int Histories = 300;
    private const int HistoriesInABatch = 20; // the rest of a batch with a failure is spent on a simpler one, which nobody is going to read

    /// <summary>A few different values; a comparison must tell each from each.</summary>
    protected abstract T[] Values { get; }

    /// <summary>Every member that changes the variable.</summary>
    protected virtual IEnumerable<AtomicOperation<T>> Operations =>
    [
        new("Value", static (form, _, _) => form.Value),
        new("Value =", static (form, value, _) => form.Value = value),
        new("Exchange", static (form, value, _) => form.Exchange(value)),
        new("CompareExchange", static (form, value, comparand) => form.CompareExchange(value, comparand)),
        new("TryCompareExchange", static (form, value, comparand) => form.TryCompareExchange(value, comparand)),
    ];

    protected AtomicForm<T> Form(T value) => new(Create(value));

    protected abstract object Create(T value);

    /// <summary>The same for one thread; it runs the action between reading and writing.</summary>
    protected abstract object CreatePlain(T value, Action? between);

    [Fact]
    public void Value_OfANewOne_IsTheInitialValue()
    {
        foreach (T value in Values)
            Form(value).Value.Should().Be(value);
    }

    [Fact]
    public void Value_Set_IsRead()
    {
        AtomicForm<T> form = Form(Values[0]);
        foreach (T value in Values)
        {
            form.Value = value;
            form.Value.Should().Be(value);
        }
    }

    [Fact]
    public void Exchange_AnyValue_StoresItAndReturnsTheOneBefore()
    {
        AtomicForm<T> form = Form(Values[0]);
        form.Exchange(Values[1]).Should().Be(Values[0]);
        form.Value.Should().Be(Values[1]);
        form.Exchange(Values[1]).Should().Be(Values[1]);
    }

    [Fact]
    public void CompareExchange_EachPair_StoresOnlyWhenTheComparandIsThere()
    {
        foreach (T there in Values)
            foreach (T comparand in Values)
            {
                AtomicForm<T> form = Form(there);
                form.CompareExchange(Values[1], comparand).Should().Be(there);
                form.Value.Should().Be(Equals(there, comparand) ? Values[1] : there);
            }
    }

    [Fact]
    public void TryCompareExchange_EachPair_StoresOnlyWhenTheComparandIsThere()
    {
        foreach (T there in Values)
            foreach (T comparand in Values)
            {
                AtomicForm<T> form = Form(there);
                form.TryCompareExchange(Values[1], comparand).Should().Be(Equals(there, comparand));
                form.Value.Should().Be(Equals(there, comparand) ? Values[1] : there);
            }
    }

    [Fact]
    public void TryCompareExchange_ByManyThreads_HasOneWinnerEachTime()
    {
        T[] some = Values;
        AtomicForm<T> form = Form(some[0]);
        int[] ups = new int[64];
        Threads.RunTogether(ups.Length, thread =>
        {
            for (int i = 0; i < Effort.Pick(quick: 5_000, full: 50_000); i++)
            {
                if (form.TryCompareExchange(some[1], some[0]))
                    ups[thread]++;
                if (form.TryCompareExchange(some[0], some[1]))
                    ups[thread]--;
            }
        });
        ups.Sum().Should().Be(Equals(form.Value, some[1]) ? 1 : 0);
    }

    [Fact]
    public void ToString_WithoutAFormat_IsTheValues()
    {
        foreach (T value in Values)
            Form(value).ToString().Should().Be(value?.ToString() ?? "");
    }

    [Fact]
    public void Equals_AnotherOneWithTheSameValue_IsFalse()
    {
        object one = Create(Values[0]);
        one.Equals(Create(Values[0])).Should().BeFalse();
        one.Equals(Values[0]).Should().BeFalse();
        one.Equals(one).Should().BeTrue();
    }

    [Fact]
    public void AllMembers_InParallel_AreLinearizable() => Sample(Create, Effort.Pick(quick: 20, full: Histories));

    [Fact]
    public void AllMembers_OfABrokenCopy_AreNotLinearizable()
    {
        Action act = () =>
        {
            for (int done = 0; done < Histories; done += HistoriesInABatch)
                Sample(value => CreatePlain(value, static () => Thread.Yield()), HistoriesInABatch);
        };
        act.Should().Throw<CsCheckException>();
    }

    /// <summary>Histories of a few calls by two threads, held against all orders in which one thread might have made them.</summary>
    private void Sample(Func<T, object> create, int histories)
    {
        T[] some = Values;
        Gen<T> values = Gen.Int[0, some.Length - 1].Select(i => some[i]);
        GenOperation<AtomicHistory<T>, AtomicHistory<T>>[] operations =
        [
            .. Operations.Select(operation => Gen.Select(values, values).Operation<AtomicHistory<T>, AtomicHistory<T>>(
                arguments => $"{operation.Name}{arguments}",
                (actual, arguments) => actual.Run(operation, arguments.Item1, arguments.Item2),
                (model, arguments) => model.Run(operation, arguments.Item1, arguments.Item2))),
        ];
        values.Select(value => (new AtomicHistory<T>(create(value)), new AtomicHistory<T>(CreatePlain(value, null))))
            .SampleParallel(operations, static (actual, model) => actual.IsSame(model), maxSequentialOperations: 2, maxParallelOperations: 5, iter: histories, threads: 2);
    }
}
