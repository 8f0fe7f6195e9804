using FluentAssertions;

namespace ParallelCore.Tests.Counters;

/// <summary>What is special about an atomic double: its comparisons are of bits, its extremes are those of <see cref="Math"/>.</summary>
public abstract class AtomicDoubleContract : AtomicNumberContract<double>
{
    private const long SignallingNaN = 0x7FF4_0000_0000_0001;
    private const long OtherNaN = 0x7FF8_0000_0000_1234;

    protected override object CreatePlain(double value, Action? between) => new PlainNumber<double>(value, between);

    [Fact]
    public void TryCompareExchange_NaN_ComparesBits()
    {
        AtomicForm<double> form = Form(double.NaN);
        form.TryCompareExchange(1, BitConverter.Int64BitsToDouble(OtherNaN)).Should().BeFalse();
        form.TryCompareExchange(1, double.NaN).Should().BeTrue();
        form.Value.Should().Be(1);
        form.Value = double.NaN;
        form.CompareExchange(2, double.NaN).Should().Be(double.NaN);
        form.Value.Should().Be(2);
    }

    [Fact]
    public void TryCompareExchange_ZerosOfBothSigns_AreDifferent()
    {
        AtomicForm<double> form = Form(-0.0);
        form.TryCompareExchange(1, 0.0).Should().BeFalse();
        form.CompareExchange(1, 0.0);
        form.Value.Should().Be(0);
        form.TryCompareExchange(1, -0.0).Should().BeTrue();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    public void AllMembers_UnusualValue_KeepItsBits(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        AtomicForm<double> form = Form(value);
        Bits(form.Value).Should().Be(bits);
        Bits(form.Update(static seen => seen)).Should().Be(bits);
        Bits(form.Exchange(0)).Should().Be(bits);
        form.Value = value;
        Bits(form.Value).Should().Be(bits);
    }

    [Fact]
    public void Update_OfASignallingNaN_Ends()
    {
        AtomicForm<double> form = Form(BitConverter.Int64BitsToDouble(SignallingNaN));
        form.Update(static _ => 1).Should().Be(1);
        form.Value = double.NaN;
        form.Add(1).Should().Be(double.NaN);
        form.Update(static _ => 2).Should().Be(2);
    }

    [Fact]
    public void Max_ZerosOfBothSigns_RaisesToThePositiveOne()
    {
        AtomicForm<double> form = Form(-0.0);
        Bits(form.Max(0.0)).Should().Be(0);
        Bits(form.Value).Should().Be(0);
        Bits(form.Max(-0.0)).Should().Be(0);
        Bits(form.Min(-0.0)).Should().Be(Bits(-0.0));
        Bits(form.Value).Should().Be(Bits(-0.0));
    }

    [Fact]
    public void MaxAndMin_NaN_StaysOnceItIsThere()
    {
        AtomicForm<double> form = Form(1);
        form.Max(double.NaN).Should().Be(double.NaN);
        form.Max(double.PositiveInfinity).Should().Be(double.NaN);
        form.Min(double.NegativeInfinity).Should().Be(double.NaN);
        form.Value.Should().Be(double.NaN);
    }

    [Fact]
    public void Add_BeyondTheLargest_IsInfinity()
    {
        AtomicForm<double> form = Form(double.MaxValue);
        form.Add(double.MaxValue).Should().Be(double.PositiveInfinity);
        form.Add(double.NegativeInfinity).Should().Be(double.NaN);
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
