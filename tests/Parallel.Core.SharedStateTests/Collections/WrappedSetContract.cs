using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>A set that existed before.</summary>
public sealed class WrappedSetContract : SetContract
{
    protected override ISet<string> Create(IEqualityComparer<string>? comparer, params string[] items) => new HashSet<string>(items, comparer).Synchronized();
}
