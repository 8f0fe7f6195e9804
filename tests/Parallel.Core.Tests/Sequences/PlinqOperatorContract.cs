namespace ParallelCore.Tests.Sequences;

/// <summary>The platform's own, with the order kept: it has no chunks, windows and worker-local state, and takes two workers here.</summary>
public sealed class PlinqOperatorContract : OperatorContract
{
    protected override int Chains => 40;

    private protected override ChainSource[] Sources => [ChainSource.Array, ChainSource.Pulled];

    private protected override IIntChain Begin(ChainSetup setup) => new PlinqChain(
        (setup.Source == ChainSource.Array ? Enumerable.Range(0, setup.Length).ToArray().AsParallel() : setup.Pulled().AsParallel()).AsOrdered().WithDegreeOfParallelism(2));

    protected override bool Has(ChainOperator what) => what is not (ChainOperator.Chunk or ChainOperator.Window);

    protected override bool Has(ChainResult result) => result is not (ChainResult.MinWithComparer or ChainResult.MinBy or ChainResult.MaxBy);
}
