using FluentAssertions;
using ParallelCore.Counters;
using ParallelCore.Tests.Loops;

namespace ParallelCore.Tests.Counters;

/// <summary>No member allocates, as long as the caller's delegate captures nothing. The compact type of 64 bits shares the padded one's code.</summary>
public sealed class AtomicAllocationTests
{
    private static readonly PaddedAtomicInt64 s_int64 = new();
    private static readonly AtomicDouble s_double = new();
    private static readonly AtomicBoolean s_boolean = new();
    private static readonly AtomicReference<string?> s_reference = new(null);

    [Fact]
    public void PaddedInt64_AllMembers_AllocateNothing() => AssertNothing(static () =>
    {
        s_int64.Value = s_int64.Exchange(3) + s_int64.CompareExchange(4, 3) + s_int64.Increment() + s_int64.Decrement() + s_int64.Add(5) + s_int64.And(7) + s_int64.Or(1);
        s_int64.Value += s_int64.Max(9) + s_int64.Min(2) + s_int64.Update(static value => value + 1);
        s_int64.TryCompareExchange(0, s_int64.Value);
        Format(s_int64);
    });

    [Fact]
    public void Double_AllMembers_AllocateNothing() => AssertNothing(static () =>
    {
        s_double.Value = s_double.Exchange(3) + s_double.CompareExchange(4, 3) + s_double.Add(5);
        s_double.Value += s_double.Max(9) + s_double.Min(2) + s_double.Update(static value => value + 1);
        s_double.TryCompareExchange(0, s_double.Value);
        Format(s_double);
    });

    [Fact]
    public void Boolean_AllMembers_AllocateNothing() => AssertNothing(static () =>
    {
        s_boolean.Value = s_boolean.Exchange(true) & s_boolean.CompareExchange(true, false) & s_boolean.TryCompareExchange(false, true);
        s_boolean.Value &= s_boolean.TrySet() | s_boolean.TryReset() | s_boolean.Toggle();
        s_boolean.ToString();
    });

    [Fact]
    public void Reference_AllMembers_AllocateNothing() => AssertNothing(static () =>
    {
        s_reference.Value = s_reference.Exchange("a") ?? s_reference.CompareExchange("b", null);
        s_reference.TryCompareExchange("b", "a");
        s_reference.Update(static _ => "c");
        s_reference.ToString();
    });

    private static void Format(ISpanFormattable formattable) => formattable.TryFormat(stackalloc char[64], out _, "N1", null);

    private static void AssertNothing(Action call) => AllocatedBytes.Least(call).Should().Be((0L, 0L));
}
