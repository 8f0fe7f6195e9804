using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>A dictionary that existed before.</summary>
public sealed class WrappedDictionaryContract : DictionaryContract
{
    protected override IDictionary<string, int> Create(IEqualityComparer<string>? comparer, params (string Key, int Value)[] pairs) =>
        new Dictionary<string, int>(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)), comparer).Synchronized();
}
