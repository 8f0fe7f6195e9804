using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class SynchronizedSetContract : SetContract
{
    protected override ISet<string> Create(IEqualityComparer<string>? comparer, params string[] items) => new SynchronizedSet<string>(items, comparer);
}
