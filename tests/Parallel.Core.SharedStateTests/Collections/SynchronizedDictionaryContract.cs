using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class SynchronizedDictionaryContract : DictionaryContract
{
    protected override IDictionary<string, int> Create(IEqualityComparer<string>? comparer, params (string Key, int Value)[] pairs) =>
        new SynchronizedDictionary<string, int>(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)), comparer);
}
