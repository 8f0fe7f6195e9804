using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>A list that existed before.</summary>
public sealed class WrappedListContract : ListContract
{
    protected override IList<int> Create(IEnumerable<int> items) => new List<int>(items).Synchronized();
}
