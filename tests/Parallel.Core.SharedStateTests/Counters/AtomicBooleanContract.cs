using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

/// <summary>What all atomic flags do.</summary>
public abstract class AtomicBooleanContract : AtomicContract<bool>
{
    private const int ManyThreads = 64;
    private static readonly int s_rounds = Effort.Pick(quick: 5_000, full: 50_000);

    protected override bool[] Values => [false, true];

    protected override IEnumerable<AtomicOperation<bool>> Operations =>
    [
        .. base.Operations,
        new("TrySet", static (form, _, _) => form.TrySet()),
        new("TryReset", static (form, _, _) => form.TryReset()),
        new("Toggle", static (form, _, _) => form.Toggle()),
    ];

    protected override object CreatePlain(bool value, Action? between) => new PlainBoolean(value, between);

    [Fact]
    public void TrySet_Twice_IsTrueTheFirstTime()
    {
        AtomicForm<bool> form = Form(false);
        form.TrySet().Should().BeTrue();
        form.Value.Should().BeTrue();
        form.TrySet().Should().BeFalse();
        form.Value.Should().BeTrue();
    }

    [Fact]
    public void TryReset_Twice_IsTrueTheFirstTime()
    {
        AtomicForm<bool> form = Form(true);
        form.TryReset().Should().BeTrue();
        form.Value.Should().BeFalse();
        form.TryReset().Should().BeFalse();
        form.Value.Should().BeFalse();
    }

    [Fact]
    public void Toggle_EitherValue_ReturnsTheOther()
    {
        AtomicForm<bool> form = Form(false);
        form.Toggle().Should().BeTrue();
        form.Value.Should().BeTrue();
        form.Toggle().Should().BeFalse();
        form.Value.Should().BeFalse();
    }

    [Fact]
    public void TrySetAndTryReset_ByManyThreads_AlternateBetweenTheirWinners()
    {
        AtomicForm<bool> form = Form(false);
        int[] ups = new int[ManyThreads];
        Threads.RunTogether(ManyThreads, thread =>
        {
            for (int i = 0; i < s_rounds; i++)
            {
                if (form.TrySet())
                    ups[thread]++;
                if (form.TryReset())
                    ups[thread]--;
            }
        });
        ups.Sum().Should().Be(form.Value ? 1 : 0, "each change has one winner");
    }

    [Fact]
    public void Toggle_ByManyThreads_LosesNothing()
    {
        AtomicForm<bool> form = Form(false);
        int[] ups = new int[ManyThreads];
        Threads.RunTogether(ManyThreads, thread =>
        {
            for (int i = 0; i < s_rounds; i++)
                ups[thread] += form.Toggle() ? 1 : -1;
        });
        form.Value.Should().BeFalse("an even number of calls was made");
        ups.Sum().Should().Be(0, "each call that switched on is followed by one that switched off");
    }
}
