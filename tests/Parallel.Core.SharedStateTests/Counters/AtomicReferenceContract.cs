using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

/// <summary>What all atomic references do.</summary>
public abstract class AtomicReferenceContract : AtomicUpdateContract<string?>
{
    private const int ManyThreads = 64;
    private const int Rounds = 100;

    protected override string?[] Values => ["zero", "one", "two", null];

    protected override object CreatePlain(string? value, Action? between) => new PlainAtomic<string?>(value, between);

    [Fact]
    public void CompareExchange_AnEqualObject_IsNotTheSame()
    {
        string there = new('x', 3);
        string equal = new('x', 3);
        AtomicForm<string?> form = Form(there);
        form.TryCompareExchange("new", equal).Should().BeFalse();
        form.CompareExchange("new", equal).Should().BeSameAs(there);
        form.Value.Should().BeSameAs(there);
        form.TryCompareExchange("new", there).Should().BeTrue();
    }

    [Fact]
    public void Update_ByManyThreads_LosesNothing()
    {
        AtomicForm<string?> form = Form("");
        Threads.RunTogether(ManyThreads, _ =>
        {
            for (int i = 0; i < Rounds; i++)
                form.Update(static text => text + "x");
        });
        form.Value!.Length.Should().Be(ManyThreads * Rounds);
    }
}
