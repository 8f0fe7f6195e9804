using ParallelCore.Loops;
using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>Results that are one value.</content>
public partial class ParallelSequence<T>
{
    /// <summary>Folds the items of each chunk, and combines the chunks.</summary>
    /// <typeparam name="TAccumulate">The state of a fold. For one that changes in place (a list, an array), take the overload that makes a new one for each
    /// chunk.</typeparam>
    /// <param name="identity">The state of no items: combining it with another state gives that one.</param>
    /// <param name="fold">Adds an item to a state.</param>
    /// <param name="combine">Combines the state of some items with that of the items after them. Must be associative; it need not be commutative.</param>
    /// <returns>The state of all items; <paramref name="identity"/> if there are none.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TAccumulate Aggregate<TAccumulate>(
        TAccumulate identity, Func<TAccumulate, T, TAccumulate> fold, Func<TAccumulate, TAccumulate, TAccumulate> combine) =>
        Aggregate(() => identity, fold, combine);

    /// <summary>Folds the items of each chunk into a state of its own, and combines the chunks.</summary>
    /// <typeparam name="TAccumulate">The state of a fold.</typeparam>
    /// <param name="identity">Makes the state of no items, for each chunk: see <see cref="WithChunk"/> for how many these are.</param>
    /// <param name="fold">Adds an item to a state, and returns the state; the same object if it changes in place.</param>
    /// <param name="combine">Combines the state of some items with that of the items after them; it may change and return the first. Must be associative; it
    /// need not be commutative.</param>
    /// <returns>The state of all items; what <paramref name="identity"/> makes if there are none.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TAccumulate Aggregate<TAccumulate>(
        Func<TAccumulate> identity, Func<TAccumulate, T, TAccumulate> fold, Func<TAccumulate, TAccumulate, TAccumulate> combine)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(combine);
        return Reduce(Terminals.Fold(Settings.Key, identity, fold, combine), fold);
    }

    /// <summary>Folds the items into a state of each worker's own, in any order, and combines these in any order: for states that are costly to make or to
    /// combine, such as dictionaries, where the order of the items makes no difference.</summary>
    /// <typeparam name="TAccumulate">The state of a fold.</typeparam>
    /// <param name="identity">Makes the state of no items. Is called about as often as there are workers, however many items there are.</param>
    /// <param name="fold">Adds an item to a state, and returns the state; the same object if it changes in place. Items come in any order.</param>
    /// <param name="combine">Combines two states; it may change and return either. Must be associative and commutative. Is called on the calling thread, once
    /// less than there are states.</param>
    /// <returns>The state of all items; what <paramref name="identity"/> makes if there are none.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Which items share a state differs from run to run: in floating point the result may differ in its last bits.
    /// <see cref="Aggregate{TAccumulate}(Func{TAccumulate}, Func{TAccumulate, T, TAccumulate}, Func{TAccumulate, TAccumulate, TAccumulate})"/> gives the same
    /// one at every run, with a state for each chunk.</remarks>
    /// <example><code>
    /// Dictionary&lt;string, int&gt; counts = words.InParallel().AggregateUnordered(
    ///     () =&gt; new Dictionary&lt;string, int&gt;(),
    ///     (counts, word) =&gt;
    ///     {
    ///         counts[word] = counts.GetValueOrDefault(word) + 1;
    ///         return counts;
    ///     },
    ///     (all, others) =&gt;
    ///     {
    ///         foreach (var (word, count) in others)
    ///             all[word] = all.GetValueOrDefault(word) + count;
    ///         return all;
    ///     });
    /// </code></example>
    public TAccumulate AggregateUnordered<TAccumulate>(
        Func<TAccumulate> identity, Func<TAccumulate, T, TAccumulate> fold, Func<TAccumulate, TAccumulate, TAccumulate> combine)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(combine);
        return Run((identity, fold, combine), static (stage, execution, with) =>
        {
            execution.Mix(with.fold);
            var states = new LoopLocals<TAccumulate>(with.identity, static _ => { });
            new FoldEachPass<T, TAccumulate>(stage, execution, new LocalThenItemSink<T, TAccumulate>(states, with.fold)).Run();
            try
            {
                return states.All.Count == 0 ? with.identity() : Enumerable.Aggregate(states.All, with.combine);
            }
            catch (Exception e)
            {
                throw Failures.Flatten(e);
            }
        });
    }

    /// <summary>Combines all items.</summary>
    /// <param name="combine">Combines two neighbouring items or results. Must be associative; it need not be commutative.</param>
    /// <returns>The combination of all items; the item itself if there is one only.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="combine"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The sequence is empty.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T Reduce(Func<T, T, T> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        Optional<T> result = Reduce(new JoinReduction<T>(combine), combine);
        return result.Exists ? result.Value : throw new InvalidOperationException("The sequence is empty.");
    }

    /// <summary>Combines all items, and a value for none.</summary>
    /// <param name="ifEmpty">What no items give; it isn't combined with any.</param>
    /// <param name="combine">Combines two neighbouring items or results. Must be associative; it need not be commutative.</param>
    /// <returns>The combination of all items; <paramref name="ifEmpty"/> if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="combine"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T Reduce(T ifEmpty, Func<T, T, T> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        Optional<T> result = Reduce(new JoinReduction<T>(combine), combine);
        return result.Exists ? result.Value : ifEmpty;
    }

    /// <summary>The number of items.</summary>
    /// <returns>0 of no items.</returns>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Runs the chain, as LINQ does when the items are computed; O(1) where the items lie in memory.</remarks>
    public int Count() => checked((int)LongCount());

    /// <summary>The number of items that pass a test.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>0 of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public int Count(Func<T, bool> predicate) => checked((int)LongCount(predicate));

    /// <summary>The number of items.</summary>
    /// <returns>0 of no items.</returns>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public long LongCount() => Reduce(new CountReduction<T>(), null);

    /// <summary>The number of items that pass a test.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>0 of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public long LongCount(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Reduce(Terminals.CountIf(Settings.Key, predicate), predicate);
    }

    /// <summary>The least item.</summary>
    /// <param name="comparer">Orders the items; null for their own order.</param>
    /// <returns>The first of the least items. Nulls don't count; null if <typeparamref name="T"/> can be null and there is nothing else.</returns>
    /// <exception cref="InvalidOperationException">The sequence is empty, and <typeparamref name="T"/> has no null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>NaN comes before all numbers, as for LINQ.</remarks>
    public T? Min(IComparer<T>? comparer = null) => Extreme(comparer, isGreatest: false);

    /// <summary>The least of the values that are made of the items.</summary>
    /// <typeparam name="TResult">The values.</typeparam>
    /// <param name="selector">Makes a value of an item; called once with each.</param>
    /// <returns>The least value, in their own order. Nulls don't count; null if <typeparamref name="TResult"/> can be null and there is nothing else.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The sequence is empty, and <typeparamref name="TResult"/> has no null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TResult? Min<TResult>(Func<T, TResult> selector) => Select(selector).Min();

    /// <summary>The item with the least key.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Returns an item's key; called once with each item.</param>
    /// <param name="comparer">Orders the keys; null for their own order.</param>
    /// <returns>The first of the items whose key is the least; null if <typeparamref name="T"/> can be null and there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The sequence is empty, and <typeparamref name="T"/> has no null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T? MinBy<TKey>(Func<T, TKey> keySelector, IComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        return ExtremeBy(keySelector, comparer, isGreatest: false);
    }

    /// <summary>The greatest item.</summary>
    /// <param name="comparer">Orders the items; null for their own order.</param>
    /// <returns>The first of the greatest items. Nulls don't count; null if <typeparamref name="T"/> can be null and there is nothing else.</returns>
    /// <exception cref="InvalidOperationException">The sequence is empty, and <typeparamref name="T"/> has no null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>NaN comes before all numbers, as for LINQ.</remarks>
    public T? Max(IComparer<T>? comparer = null) => Extreme(comparer, isGreatest: true);

    /// <summary>The greatest of the values that are made of the items.</summary>
    /// <typeparam name="TResult">The values.</typeparam>
    /// <param name="selector">Makes a value of an item; called once with each.</param>
    /// <returns>The greatest value, in their own order. Nulls don't count; null if <typeparamref name="TResult"/> can be null and there is nothing
    /// else.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The sequence is empty, and <typeparamref name="TResult"/> has no null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TResult? Max<TResult>(Func<T, TResult> selector) => Select(selector).Max();

    /// <summary>The item with the greatest key.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Returns an item's key; called once with each item.</param>
    /// <param name="comparer">Orders the keys; null for their own order.</param>
    /// <returns>The first of the items whose key is the greatest; null if <typeparamref name="T"/> can be null and there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The sequence is empty, and <typeparamref name="T"/> has no null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T? MaxBy<TKey>(Func<T, TKey> keySelector, IComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        return ExtremeBy(keySelector, comparer, isGreatest: true);
    }

    /// <summary>The least and the greatest item, in one pass.</summary>
    /// <param name="comparer">Orders the items; null for their own order.</param>
    /// <returns>Both; the first of equal ones. Nulls don't count.</returns>
    /// <exception cref="InvalidOperationException">The sequence is empty, or has nulls only.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public (T Min, T Max) MinMax(IComparer<T>? comparer = null)
    {
        Optional<(T Min, T Max)> result = Reduce(new MinMaxReduction<T>(comparer), null);
        return result.Exists ? result.Value : throw new InvalidOperationException("The sequence is empty.");
    }

    /// <summary>True if there are any items.</summary>
    /// <returns>False of no items.</returns>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool Any() => Find(null, isAnyWanted: true).Exists;

    /// <summary>True if any item passes a test.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>False of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The first hit, wherever it is, stops the rest. If some items fail and others pass, either may be met first.</remarks>
    public bool Any(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Find(predicate, isAnyWanted: true).Exists;
    }

    /// <summary>True if all items pass a test.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>True of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The first miss, wherever it is, stops the rest.</remarks>
    public bool All(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return !Find(item => !predicate(item), isAnyWanted: true).Exists;
    }

    /// <summary>True if an item equals a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="comparer">Compares items; null for their own equality.</param>
    /// <returns>False of no items.</returns>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The first hit, wherever it is, stops the rest.</remarks>
    public bool Contains(T value, IEqualityComparer<T>? comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        return Find(item => comparer.Equals(item, value), isAnyWanted: true).Exists;
    }

    /// <summary>The first item.</summary>
    /// <returns>That item.</returns>
    /// <exception cref="InvalidOperationException">The sequence is empty.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Stops the rest.</remarks>
    public T First() => Find(null, isAnyWanted: false).OrThrow(hasPredicate: false);

    /// <summary>The first item that passes a test.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>That item.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="InvalidOperationException">No item passes.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The hit stops everything behind it; the items before it are all tested.</remarks>
    public T First(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Find(predicate, isAnyWanted: false).OrThrow(hasPredicate: true);
    }

    /// <summary>The first item, or a default.</summary>
    /// <returns>That item; the default of no items.</returns>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T? FirstOrDefault() => Find(null, isAnyWanted: false).Value;

    /// <summary>The first item that passes a test, or a default.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>That item; the default if no item passes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T? FirstOrDefault(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Find(predicate, isAnyWanted: false).Value;
    }

    /// <summary>The last item.</summary>
    /// <returns>That item.</returns>
    /// <exception cref="InvalidOperationException">The sequence is empty.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Nothing else is computed, where positions are known before.</remarks>
    public T Last() => FindLast(null).OrThrow(hasPredicate: false);

    /// <summary>The last item that passes a test.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>That item.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="InvalidOperationException">No item passes.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Tests all items.</remarks>
    public T Last(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return FindLast(predicate).OrThrow(hasPredicate: true);
    }

    /// <summary>The last item, or a default.</summary>
    /// <returns>That item; the default of no items.</returns>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T? LastOrDefault() => FindLast(null).Value;

    /// <summary>The last item that passes a test, or a default.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>That item; the default if no item passes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T? LastOrDefault(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return FindLast(predicate).Value;
    }

    /// <summary>Any item that passes a test: whichever is found first.</summary>
    /// <param name="predicate">The test.</param>
    /// <param name="item">That item; the default if there is none.</param>
    /// <returns>True if there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The hit stops everything. Which item it is may differ from run to run; <see cref="First(Func{T, bool})"/> is always the same, but has to test
    /// all items before it.</remarks>
    public bool FindAny(Func<T, bool> predicate, out T? item)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        Found<T> found = Find(predicate, isAnyWanted: true);
        item = found.Value;
        return found.Exists;
    }

    /// <summary>The first position of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="comparer">Compares items; null for their own equality.</param>
    /// <returns>The position, from 0; -1 if it isn't there.</returns>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The hit stops everything behind it. Behind an operator that drops or adds items, it takes a window of the source at a time.</remarks>
    public long IndexOf(T value, IEqualityComparer<T>? comparer = null)
    {
        comparer ??= EqualityComparer<T>.Default;
        return FindIndex(item => comparer.Equals(item, value));
    }

    /// <summary>The position of the first item that passes a test.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>The position, from 0; -1 if none passes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The hit stops everything behind it. Behind an operator that drops or adds items, it takes a window of the source at a time.</remarks>
    public long FindIndex(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Run(predicate, static (stage, execution, predicate) =>
        {
            Found<T> found = new FindPass<T>(stage.Positioned(), execution, predicate).Find();
            return found.Exists ? found.Position : -1;
        });
    }

    /// <summary>Counts the items that fall into each bin.</summary>
    /// <param name="bins">How many bins there are, at least 1.</param>
    /// <param name="binSelector">Returns an item's bin, from 0 to <paramref name="bins"/> - 1; any other makes the result fail with
    /// <see cref="IndexOutOfRangeException"/>.</param>
    /// <returns>The counts, one a bin; zeros of no items.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is less than 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="binSelector"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Each worker counts into an array of its own.</remarks>
    public long[] Histogram(int bins, Func<T, int> binSelector)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentNullException.ThrowIfNull(binSelector);
        return Run((bins, binSelector), static (stage, execution, by) => Binned.Count(stage, execution, by.bins, by.binSelector));
    }

    internal TState Reduce<TFold, TState>(Reduction<T, TFold, TState> reduction, Delegate? body) => Run((reduction, body), static (stage, execution, how) =>
    {
        if (how.body is not null)
        {
            execution.Mix(how.body);
        }

        return new ReducePass<T, TFold, TState>(stage, execution, how.reduction).Reduce();
    });

    private Found<T> Find(Func<T, bool>? predicate, bool isAnyWanted) =>
        Run((predicate, isAnyWanted), static (stage, execution, how) => new FindPass<T>(stage, execution, how.predicate, how.isAnyWanted).Find());

    private Found<T> FindLast(Func<T, bool>? predicate)
    {
        if (predicate is null && Stage.IsIndexed)
        {
            return Run(0, static (stage, execution, _) => new FindPass<T>(stage, execution, null).FindLast());
        }

        Optional<T> last = Reduce(new LastReduction<T>(predicate), predicate);
        return new Found<T>(last.Exists, last.Value, -1);
    }

    private T? Extreme(IComparer<T>? comparer, bool isGreatest)
    {
        Optional<T> result = Reduce(new ExtremeReduction<T>(comparer, isGreatest), null);
        return result.Exists || default(T) is null ? result.Value : throw new InvalidOperationException("The sequence is empty.");
    }

    private T? ExtremeBy<TKey>(Func<T, TKey> keySelector, IComparer<TKey>? comparer, bool isGreatest)
    {
        Optional<(TKey Key, T Item)> result = Reduce(new ExtremeByReduction<T, TKey>(keySelector, comparer ?? Comparer<TKey>.Default, isGreatest), keySelector);
        return result.Exists || default(T) is null ? result.Value.Item : throw new InvalidOperationException("The sequence is empty.");
    }
}
