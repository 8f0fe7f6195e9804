using System.Globalization;
using System.Numerics;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

/// <summary>What all atomic numbers do.</summary>
public abstract class AtomicNumberContract<T> : AtomicUpdateContract<T>
    where T : struct, INumber<T>, IMinMaxValue<T>
{
    protected const int ManyThreads = 64;
    protected static readonly int Rounds = Effort.Pick(quick: 5_000, full: 100_000);

    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    protected override T[] Values => [T.Zero, T.One, T.CreateChecked(2), T.CreateChecked(5)];

    protected override IEnumerable<AtomicOperation<T>> Operations =>
    [
        .. base.Operations,
        new("Add", static (form, value, _) => form.Add(value)),
        new("Max", static (form, value, _) => form.Max(value)),
        new("Min", static (form, value, _) => form.Min(value)),
    ];

    [Fact]
    public void Add_AnyNumber_ReturnsTheSum()
    {
        AtomicForm<T> form = Form(T.CreateChecked(40));
        form.Add(T.CreateChecked(2)).Should().Be(T.CreateChecked(42));
        form.Add(T.CreateChecked(-50)).Should().Be(T.CreateChecked(-8));
        form.Add(T.Zero).Should().Be(T.CreateChecked(-8));
        form.Value.Should().Be(T.CreateChecked(-8));
    }

    [Theory]
    [InlineData(5, 7, 7)]
    [InlineData(5, 5, 5)]
    [InlineData(5, -7, 5)]
    public void Max_AnyNumber_RaisesToIt(int start, int value, int expected)
    {
        AtomicForm<T> form = Form(T.CreateChecked(start));
        form.Max(T.CreateChecked(value)).Should().Be(T.CreateChecked(expected));
        form.Value.Should().Be(T.CreateChecked(expected));
    }

    [Theory]
    [InlineData(5, 7, 5)]
    [InlineData(5, 5, 5)]
    [InlineData(5, -7, -7)]
    public void Min_AnyNumber_LowersToIt(int start, int value, int expected)
    {
        AtomicForm<T> form = Form(T.CreateChecked(start));
        form.Min(T.CreateChecked(value)).Should().Be(T.CreateChecked(expected));
        form.Value.Should().Be(T.CreateChecked(expected));
    }

    [Fact]
    public void MaxAndMin_Extremes_AreReached()
    {
        AtomicForm<T> form = Form(T.Zero);
        form.Max(T.MaxValue).Should().Be(T.MaxValue);
        form.Max(T.MinValue).Should().Be(T.MaxValue);
        form.Min(T.MinValue).Should().Be(T.MinValue);
        form.Min(T.MaxValue).Should().Be(T.MinValue);
    }

    [Fact]
    public void Add_ByManyThreads_LosesNothing()
    {
        AtomicForm<T> form = Form(T.Zero);
        Threads.RunTogether(ManyThreads, _ =>
        {
            for (int i = 0; i < Rounds; i++)
                form.Add(T.One);
        });
        form.Value.Should().Be(T.CreateChecked(ManyThreads * Rounds));
    }

    [Fact]
    public void Update_ByManyThreads_LosesNothing()
    {
        AtomicForm<T> form = Form(T.Zero);
        Threads.RunTogether(ManyThreads, _ =>
        {
            for (int i = 0; i < Rounds / 100; i++)
            {
                form.Update(static value => value + T.One);
                form.Update(static value => value + T.One);
            }
        });
        form.Value.Should().Be(T.CreateChecked(ManyThreads * Rounds / 50));
    }

    [Fact]
    public void MaxAndMin_ByManyThreads_FindTheExtremes()
    {
        AtomicForm<T> highest = Form(T.Zero);
        AtomicForm<T> lowest = Form(T.Zero);
        int last = 0;
        int wrong = 0;
        Threads.RunTogether(ManyThreads, _ =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                T value = T.CreateChecked(Interlocked.Increment(ref last));
                if (highest.Max(value) < value || highest.Value < value || lowest.Min(-value) > -value || lowest.Value > -value)
                    Interlocked.Increment(ref wrong);
            }
        });
        wrong.Should().Be(0);
        highest.Value.Should().Be(T.CreateChecked(last));
        lowest.Value.Should().Be(-T.CreateChecked(last));
    }

    [Fact]
    public void ToString_WithFormatAndCulture_IsTheValues()
    {
        var formattable = (ISpanFormattable)Create(T.CreateChecked(-12345));
        formattable.ToString("N2", German).Should().Be("-12.345,00");
        formattable.ToString("N2", CultureInfo.InvariantCulture).Should().Be("-12,345.00");
        formattable.ToString(null, null).Should().Be("-12345");
        formattable.Invoking(f => f.ToString("Q9Q", CultureInfo.InvariantCulture)).Should().NotThrow("a custom format shows what it doesn't know");
        string.Create(German, $"{formattable:N1}|{formattable,8}").Should().Be("-12.345,0|  -12345");
    }

    [Fact]
    public void ToString_WithoutAFormat_IsInTheCurrentCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NegativeSign = "minus ";
            CultureInfo.CurrentCulture = culture;
            Form(T.CreateChecked(-3)).ToString().Should().Be("minus 3");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void TryFormat_TooSmallASpan_IsFalseAndElseItWrites()
    {
        var formattable = (ISpanFormattable)Create(T.CreateChecked(-123));
        Span<char> span = stackalloc char[4];
        formattable.TryFormat(span[..3], out int written, default, null).Should().BeFalse();
        written.Should().Be(0);
        formattable.TryFormat(span, out written, default, CultureInfo.InvariantCulture).Should().BeTrue();
        span[..written].ToString().Should().Be("-123");
    }
}
