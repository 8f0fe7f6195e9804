namespace ParallelCore.Tests.Collections;

/// <summary>The runtime's set.</summary>
public sealed class BclSetContract : SetContract
{
    protected override bool EnumeratorFailsAfterAdding => true;

    protected override ISet<string> Create(IEqualityComparer<string>? comparer, params string[] items) => new HashSet<string>(items, comparer);
}
