using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class SynchronizedListContract : ListContract
{
    protected override IList<int> Create(IEnumerable<int> items) => new SynchronizedList<int>(items);
}
