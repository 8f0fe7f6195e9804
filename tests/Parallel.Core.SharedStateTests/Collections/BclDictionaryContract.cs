namespace ParallelCore.Tests.Collections;

/// <summary>The runtime's dictionary.</summary>
public sealed class BclDictionaryContract : DictionaryContract
{
    protected override bool EnumeratorFailsAfterAdding => true;

    protected override bool KeysAreLive => true;

    protected override IDictionary<string, int> Create(IEqualityComparer<string>? comparer, params (string Key, int Value)[] pairs) =>
        new Dictionary<string, int>(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)), comparer);
}
