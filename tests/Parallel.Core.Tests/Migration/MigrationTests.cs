using ParallelCore.Migration;

namespace ParallelCore.Tests.Migration;

/// <summary>Each program gives after the move what it gave before.</summary>
public sealed class MigrationTests
{
    private static readonly string[] s_lines = [.. Enumerable.Range(0, 3000).Select(static i => $"line {i} of the text has word{i % 17} and word{i * i % 23} {new string('x', i % 5)}")];

    [Fact]
    public void WordStatistics_AreTheSame() => Assert.Equal(WordStatistics.Before(s_lines), WordStatistics.After(s_lines));

    [Fact]
    public void OrderReport_IsTheSame()
    {
        Customer[] customers = [.. Enumerable.Range(0, 200).Select(static i => new Customer(i, $"customer {i}"))];
        Order[] orders = [.. Enumerable.Range(0, 5000).Select(static i => new Order(i * 7 % 180, i % 11 == 0 ? null : i * 1.01m, DateTime.UnixEpoch.AddDays(i)))];
        Assert.Equal(OrderReport.Before(customers, orders), OrderReport.After(customers, orders));
        (decimal Sum, decimal? Mean, int[] Without, Dictionary<string, int> ByName) before = OrderReport.BeforeTotals(customers, orders);
        (decimal Sum, decimal? Mean, int[] Without, Dictionary<string, int> ByName) after = OrderReport.AfterTotals(customers, orders);
        Assert.Equal((before.Sum, before.Mean), (after.Sum, after.Mean));
        Assert.Equal(before.Without.Order(), after.Without.Order());
        Assert.Equal(before.ByName, after.ByName);
    }

    [Fact]
    public void ComputePi_IsPi()
    {
        foreach (Func<double> program in (Func<double>[])
                 [ComputePi.BeforeByIndex, ComputePi.AfterByIndex, ComputePi.BeforeByRange, ComputePi.AfterByRange, ComputePi.BeforeByQuery, ComputePi.AfterByQuery])
            Assert.Equal(Math.PI, program(), 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    public void Matrices_AreTheSame(int size)
    {
        double[] left = [.. Enumerable.Range(0, size * size).Select(static i => Math.Sin(i))];
        double[] right = [.. Enumerable.Range(0, size * size).Select(static i => Math.Cos(i))];
        Assert.Equal(Matrices.Before(left, right, size), Matrices.After(left, right, size));
        Assert.Equal(Matrices.BeforeDifferences(left), Matrices.AfterDifferences(left));
        Assert.Equal(Matrices.BeforeScaled(left), Matrices.AfterScaled(left));
    }

    [Fact]
    public void Grep_IsTheSame()
    {
        Assert.Equal(Grep.Before(Pulled(), "word5 ", default), Grep.After(Pulled(), "word5 ", default));
        foreach (string word in (string[])["word16", "no such word"])
        {
            Assert.Equal(Grep.BeforeAny(Pulled(), word), Grep.AfterAny(Pulled(), word));
            Assert.Equal(Grep.BeforeFirst(s_lines, word), Grep.AfterFirst(s_lines, word));
        }

        Assert.Equal(Grep.BeforeFacts(s_lines), Grep.AfterFacts(s_lines));
        Assert.Throws<OperationCanceledException>(static () => Grep.Before(Pulled(), "", new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(static () => Grep.After(Pulled(), "", new CancellationToken(canceled: true)));
    }

    private static IEnumerable<string> Pulled()
    {
        foreach (string line in s_lines)
            yield return line;
    }
}
