using System.Numerics;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

/// <summary>What all atomic integers do.</summary>
public abstract class AtomicIntegerContract<T> : AtomicNumberContract<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    protected override IEnumerable<AtomicOperation<T>> Operations =>
    [
        .. base.Operations,
        new("Increment", static (form, _, _) => form.Increment()),
        new("Decrement", static (form, _, _) => form.Decrement()),
        new("And", static (form, mask, _) => form.And(mask)),
        new("Or", static (form, mask, _) => form.Or(mask)),
    ];

    protected override object CreatePlain(T value, Action? between) => new PlainInteger<T>(value, between);

    [Fact]
    public void IncrementAndDecrement_Anywhere_ReturnTheNewValue()
    {
        AtomicForm<T> form = Form(-T.One);
        form.Increment().Should().Be(T.Zero);
        form.Increment().Should().Be(T.One);
        form.Decrement().Should().Be(T.Zero);
        form.Decrement().Should().Be(-T.One);
        form.Value.Should().Be(-T.One);
    }

    [Fact]
    public void Increment_OfTheLargest_WrapsToTheSmallest() => Form(T.MaxValue).Increment().Should().Be(T.MinValue);

    [Fact]
    public void Decrement_OfTheSmallest_WrapsToTheLargest() => Form(T.MinValue).Decrement().Should().Be(T.MaxValue);

    [Fact]
    public void Add_BeyondTheExtremes_Wraps()
    {
        AtomicForm<T> form = Form(T.MaxValue);
        form.Add(T.MaxValue).Should().Be(T.CreateChecked(-2));
        form.Value = T.MinValue;
        form.Add(T.MinValue).Should().Be(T.Zero);
    }

    [Fact]
    public void And_AnyMask_KeepsItsBitsAndReturnsTheValueBefore()
    {
        AtomicForm<T> form = Form(T.CreateChecked(0b1100));
        form.And(T.CreateChecked(0b1010)).Should().Be(T.CreateChecked(0b1100));
        form.Value.Should().Be(T.CreateChecked(0b1000));
    }

    [Fact]
    public void Or_AnyMask_SetsItsBitsAndReturnsTheValueBefore()
    {
        AtomicForm<T> form = Form(T.CreateChecked(0b1100));
        form.Or(T.CreateChecked(0b1010)).Should().Be(T.CreateChecked(0b1100));
        form.Value.Should().Be(T.CreateChecked(0b1110));
        form.Or(T.MinValue).Should().Be(T.CreateChecked(0b1110));
        form.Value.Should().Be(T.MinValue | T.CreateChecked(0b1110));
    }

    [Fact]
    public void IncrementAndDecrement_ByManyThreads_LoseNothing()
    {
        AtomicForm<T> up = Form(T.MaxValue - T.One);
        AtomicForm<T> down = Form(T.Zero);
        Threads.RunTogether(ManyThreads, _ =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                up.Increment();
                down.Decrement();
            }
        });
        up.Value.Should().Be(T.MinValue + T.CreateChecked(ManyThreads * Rounds - 2));
        down.Value.Should().Be(T.CreateChecked(-ManyThreads * Rounds));
    }

    [Fact]
    public void AndAndOr_ByManyThreads_LeaveOtherBitsAlone()
    {
        int turns = Effort.Pick(quick: 20_000, full: 200_000);
        const int Bits = 16;
        AtomicForm<T> form = Form(T.Zero);
        Threads.RunTogether(Bits, thread =>
        {
            T mask = T.One << thread;
            for (int i = 0; i < turns; i++)
            {
                if ((form.Or(mask) & mask) != T.Zero || (form.And(~mask) & mask) == T.Zero)
                    throw new InvalidOperationException("Somebody else has changed this thread's own bit.");
            }
        });
        form.Value.Should().Be(T.Zero);
    }
}
