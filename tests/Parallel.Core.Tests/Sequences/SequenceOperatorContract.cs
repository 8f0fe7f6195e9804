namespace ParallelCore.Tests.Sequences;

/// <summary>Ours.</summary>
public sealed class SequenceOperatorContract : OperatorContract
{
    private protected override IIntChain Begin(ChainSetup setup) => new SequenceChain(setup.Sequence());
}
