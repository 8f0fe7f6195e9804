using FluentAssertions;

namespace ParallelCore.Tests.Counters;

/// <summary>What all atomic variables do that a function can change.</summary>
public abstract class AtomicUpdateContract<T> : AtomicContract<T>
{
    protected override IEnumerable<AtomicOperation<T>> Operations =>
    [
        .. base.Operations,
        new("Update", (form, _, _) => form.Update(Next)),
    ];

    [Fact]
    public void Update_AnyFunction_StoresAndReturnsWhatItMakes()
    {
        AtomicForm<T> form = Form(Values[0]);
        form.Update(Next).Should().Be(Values[1]);
        form.Update(Next).Should().Be(Values[2]);
        form.Value.Should().Be(Values[2]);
    }

    [Fact]
    public void Update_WhenSomebodyElseIsFaster_ComputesAgainFromTheNewValue()
    {
        AtomicForm<T> form = Form(Values[0]);
        var seen = new List<T>();
        form.Update(value =>
        {
            seen.Add(value);
            if (seen.Count == 1)
                form.Value = Values[1];
            return Next(value);
        }).Should().Be(Values[2]);
        seen.Should().Equal(Values[0], Values[1]);
        form.Value.Should().Be(Values[2]);
    }

    [Fact]
    public void Update_FunctionThrows_PassesItOnAndLeavesTheValue()
    {
        AtomicForm<T> form = Form(Values[1]);
        form.Invoking(f => f.Update(_ => throw new InvalidOperationException("mine"))).Should().Throw<InvalidOperationException>().WithMessage("mine");
        form.Value.Should().Be(Values[1]);
    }

    [Fact]
    public void Update_Null_IsRefused()
    {
        AtomicForm<T> form = Form(Values[0]);
        form.Invoking(f => f.Update(null!)).Should().Throw<ArgumentNullException>().WithParameterName("update");
    }

    private T Next(T value) => Values[(Array.IndexOf(Values, value) + 1) % Values.Length];
}
