namespace ParallelCore.Tests.Collections;

/// <summary>The runtime's list.</summary>
public sealed class BclListContract : ListContract
{
    protected override bool EnumeratorFailsAfterChange => true;

    protected override IList<int> Create(IEnumerable<int> items) => new List<int>(items);
}
