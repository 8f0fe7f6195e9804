using System.Collections;
using System.Diagnostics;

namespace ParallelCore.Sequences;

/// <summary>The elements of one key: a part of an array that holds those of all keys.</summary>
[DebuggerDisplay("Key = {Key}, Count = {Count}")]
internal sealed class Grouping<TKey, TElement>(TKey key, ArraySegment<TElement> elements) : IGrouping<TKey, TElement>, IReadOnlyList<TElement>, ICollection<TElement>
{
    public TKey Key => key;

    public int Count => elements.Count;

    bool ICollection<TElement>.IsReadOnly => true;

    public TElement this[int index] => elements[index];

    public IEnumerator<TElement> GetEnumerator() => elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Contains(TElement item) => elements.Contains(item);

    public void CopyTo(TElement[] array, int arrayIndex) => elements.CopyTo(array, arrayIndex);

    void ICollection<TElement>.Add(TElement item) => throw ReadOnly();

    bool ICollection<TElement>.Remove(TElement item) => throw ReadOnly();

    void ICollection<TElement>.Clear() => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("A group is read-only.");
}
