using CsCheck;
using FluentAssertions;

namespace ParallelCore.Tests.Sequences;

/// <summary>Every operator and every result against LINQ; the platform's own parallel queries are held to it too.</summary>
public abstract class OperatorContract
{
    private static readonly int[] s_lengths = [0, 1, 2, 6, 7, 8, 63, 64, 65, 127, 128, 129, 300];

    private static readonly Gen<ChainSetup> s_setups = Gen.Select(
        OneOf(Enum.GetValues<ChainSource>()),
        Gen.Frequency((8, OneOf(s_lengths)), (4, Gen.Int[0, 300]), (1, Gen.Int[1000, 4000])),
        OneOf([.. ChainSetup.Chunks.Keys]),
        OneOf([1, 2, 3, 16]),
        Gen.Bool,
        Gen.Bool,
        static (source, length, chunk, workers, isLimited, hasToken) => new ChainSetup(source, length, chunk, workers, isLimited, hasToken));

    private readonly Gen<ChainStep[]> _steps;

    protected OperatorContract() => _steps = Gen.Select(
        OneOf([.. Enum.GetValues<ChainOperator>().Where(Has)]),
        Gen.Frequency((6, Gen.Int[0, 12]), (3, Gen.Int[60, 130]), (1, Gen.Int[0, 2000])),
        static (what, parameter) => new ChainStep(what, parameter)).Array[0, 6];

    public static TheoryData<ChainOperator> Operators => [.. Enum.GetValues<ChainOperator>()];

    protected virtual int Chains => 120;

    private protected virtual ChainSource[] Sources => Enum.GetValues<ChainSource>();

    [Theory]
    [MemberData(nameof(Operators))]
    public void Operator_OnAnySourceAndLength_IsLinqs(ChainOperator what)
    {
        if (!Has(what))
            return;
        int turn = 0;
        foreach ((ChainSource source, int length) in Effort.Pairs(Sources, s_lengths))
        {
            turn++;
            var setup = new ChainSetup(
                source, length, ChainSetup.Chunks.Keys.ElementAt(turn % ChainSetup.Chunks.Count), (turn % 4) switch { 0 => 1, 1 => 2, 2 => 3, _ => 16 }, turn % 3 == 0, turn % 2 == 0);
            int third = turn;
            Check(setup, [new ChainStep(what, turn % 5 * 16 + turn % 4)], result => ((int)result + third) % 3 == 0);
        }
    }

    [Fact]
    public void Chain_OfAnyOperators_IsLinqs() => Gen.Select(s_setups, _steps).Sample((setup, steps) => Check(setup, steps, static _ => true), iter: Effort.Pick(quick: 30, full: Chains), threads: 2);

    private protected abstract IIntChain Begin(ChainSetup setup);

    protected virtual bool Has(ChainOperator what) => true;

    protected virtual bool Has(ChainResult result) => true;

    private void Check(ChainSetup setup, ChainStep[] steps, Func<ChainResult, bool> isWanted)
    {
        IIntChain expected = new LinqChain(Enumerable.Range(0, setup.Length));
        IIntChain actual = Begin(setup);
        foreach (ChainStep step in steps)
        {
            expected = step.AddTo(expected);
            actual = step.AddTo(actual);
        }

        int[] all = (int[])expected.Result(ChainResult.ToArray, 0)!;
        expected = new LinqChain(all);
        int parameter = all.Length == 0 ? 5 : all[(all.Length * 3) / 4];
        foreach (ChainResult result in Enum.GetValues<ChainResult>().Where(Has).Where(isWanted))
        {
            object? wanted = Outcome(expected, result, parameter);
            object? got = Outcome(actual, result, parameter);
            AreEqual(got, wanted).Should().BeTrue("{0} of {1} over {2} is {3}, not {4}", result, string.Join(", ", steps.AsEnumerable()), setup, Shown(wanted), Shown(got));
        }
    }

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static object? Outcome(IIntChain chain, ChainResult result, int parameter)
    {
        try
        {
            return chain.Result(result, parameter);
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException)
        {
            return e.GetType();
        }
    }

    private static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (int[] x, int[] y) => x.AsSpan().SequenceEqual(y),
        (long[] x, long[] y) => x.AsSpan().SequenceEqual(y),
        (List<int> x, List<int> y) => x.SequenceEqual(y),
        (ValueTuple<int[], int[]> x, ValueTuple<int[], int[]> y) => x.Item1.AsSpan().SequenceEqual(y.Item1) && x.Item2.AsSpan().SequenceEqual(y.Item2),
        _ => Equals(a, b),
    };

    private static string Shown(object? value) => value switch
    {
        IEnumerable<int> items => $"[{string.Join(' ', items.Take(200))}]",
        IEnumerable<long> items => $"[{string.Join(' ', items.Take(200))}]",
        null => "null",
        _ => $"{value}",
    };
}
