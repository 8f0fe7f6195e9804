using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>Results of pairs of a key and a value.</content>
public static partial class ParallelSequenceExtensions
{
    /// <summary>Pairs of a key and a value, such as <c>CountBy</c> gives, in a dictionary.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <typeparam name="TValue">The values.</typeparam>
    /// <param name="source">The pairs.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The dictionary; an empty one of no pairs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentException">Several pairs have one key: the lowest pair that has the key of a pair before it; or a key is null
    /// (<see cref="ArgumentNullException"/>).</exception>
    /// <exception cref="AggregateException">A delegate or the comparer failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(
        this ParallelSequence<KeyValuePair<TKey, TValue>> source, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Run(comparer, static (stage, execution, comparer) => Keyed.Dictionary(Collected.Memory(stage, execution), comparer, execution));
    }

    /// <summary>Pairs of a key and a value, as tuples, in a dictionary.</summary>
    /// <inheritdoc cref="ToDictionary{TKey, TValue}(ParallelSequence{KeyValuePair{TKey, TValue}}, IEqualityComparer{TKey})"/>
    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(this ParallelSequence<(TKey Key, TValue Value)> source, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.ToDictionary(static pair => pair.Key, static pair => pair.Value, comparer);
    }
}
