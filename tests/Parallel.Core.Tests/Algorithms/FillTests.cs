using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

/// <summary>Fill, transform, copy and reverse.</summary>
public sealed class FillTests
{
    private static readonly int[] s_lengths = [0, 1, 2, 3, 1_000, 100_001];

    [Fact]
    public void Fill_AnyLength_WritesEveryItem() => EachLength((items, options) =>
    {
        var array = new int[items.Length + 2];
        ParallelAlgorithms.Fill(array.AsMemory(1, items.Length), 7, options);
        array.Should().Equal([0, .. items.Select(_ => 7), 0]);
        ParallelAlgorithms.Fill(array, index => index * 2, options);
        array.Should().Equal(Enumerable.Range(0, array.Length).Select(index => index * 2));
    });

    [Fact]
    public void Transform_AnyLength_IsLinqsSelect() => EachLength((items, options) =>
    {
        string[] expected = [.. items.Select(item => item.ToString())];
        var results = new string[items.Length];
        ParallelAlgorithms.Transform(items, results, item => item.ToString(), options);
        results.Should().Equal(expected);
        int[] own = [.. items];
        ParallelAlgorithms.Transform(own, item => item + 1, options);
        own.Should().Equal(items.Select(item => item + 1));
    });

    [Fact]
    public void Reverse_AnyLength_IsTheOppositeOrder() => EachLength((items, options) =>
    {
        int[] own = [.. items];
        ParallelAlgorithms.Reverse(own, options);
        own.Should().Equal(items.AsEnumerable().Reverse());
    });

    [Fact]
    public void Callbacks_Throw_LowestIsFirst() => Trials.OnEach(options =>
    {
        static int Transform(int item) => item is 700 or 2_500 ? throw new InvalidOperationException($"{item}") : -item;
        int[] items = [.. Enumerable.Range(0, 3_000)];
        FluentActions.Invoking(() => ParallelAlgorithms.Transform(items, Transform, options))
            .Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("700");
        items[..700].Should().Equal(Enumerable.Range(0, 700).Select(item => -item));
        FluentActions.Invoking(() => ParallelAlgorithms.Fill(items, Transform, options))
            .Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("700");
    });

    [Fact]
    public void Callbacks_CancelMeanwhile_ThrowWithTheToken()
    {
        foreach (int workers in Trials.Workers)
        {
            using var source = new CancellationTokenSource();
            int Cancel(int item)
            {
                if (item == 10)
                    source.Cancel();
                return item;
            }

            int[] items = [.. Enumerable.Range(0, 100_000)];
            RangeOptions options = Schedulers.Options(workers).With(cancellationToken: source.Token);
            FluentActions.Invoking(() => ParallelAlgorithms.Transform(items, Cancel, options))
                .Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        }
    }

    [Fact]
    public void Destination_Unfit_IsRefused()
    {
        int[] items = new int[10];
        FluentActions.Invoking(() => ParallelAlgorithms.Transform(items, new int[9], item => item))
            .Should().Throw<ArgumentException>().WithParameterName("destination");
        FluentActions.Invoking(() => ParallelAlgorithms.Transform<int, int>(items.AsMemory(1), items, item => item))
            .Should().Throw<ArgumentException>().WithParameterName("destination");
    }

    [Fact]
    public void Null_IsRefused()
    {
        FluentActions.Invoking(() => ParallelAlgorithms.Fill((int[])null!, 1)).Should().Throw<ArgumentNullException>().WithParameterName("destination");
        FluentActions.Invoking(() => ParallelAlgorithms.Fill(new int[1], (Func<int, int>)null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("generate");
        FluentActions.Invoking(() => ParallelAlgorithms.Transform((int[])null!, item => item))
            .Should().Throw<ArgumentNullException>().WithParameterName("items");
        FluentActions.Invoking(() => ParallelAlgorithms.Transform(new int[1], null!)).Should().Throw<ArgumentNullException>().WithParameterName("transform");
        FluentActions.Invoking(() => ParallelAlgorithms.Reverse((int[])null!)).Should().Throw<ArgumentNullException>().WithParameterName("items");
        FluentActions.Invoking(() => ParallelAlgorithms.Shuffle((List<int>)null!, 1)).Should().Throw<ArgumentNullException>().WithParameterName("items");
    }

    private static void EachLength(Action<int[], RangeOptions> check)
    {
        foreach (int length in s_lengths)
            Trials.OnEach(options => check(Trials.Numbers(length), options));
    }
}
