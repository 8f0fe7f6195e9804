using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>The rest of LINQ's and PLINQ's results.</content>
public partial class ParallelSequence<T>
{
    /// <summary>The item at a position.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public T ElementAt(int index) => FindAt(index) is { Exists: true } found ? found.Value! : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The item at a position, which may count from the end.</summary>
    /// <param name="index">The position.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public T ElementAt(Index index) => FindAt(index) is { Exists: true } found ? found.Value! : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The item at a position, or the default value.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <returns>The item; the default value where there is none.</returns>
    public T? ElementAtOrDefault(int index) => FindAt(index).Value;

    /// <summary>The item at a position, which may count from the end, or the default value.</summary>
    /// <param name="index">The position.</param>
    /// <returns>The item; the default value where there is none.</returns>
    public T? ElementAtOrDefault(Index index) => FindAt(index).Value;

    /// <summary>The only item.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public T Single() => TrySingle(out T? item) ? item! : throw new InvalidOperationException("The sequence is empty.");

    /// <summary>The only item that passes a test.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public T Single(Func<T, bool> predicate) => Where(predicate).Single();

    /// <summary>The only item, or the default value if there is none.</summary>
    /// <returns>The item, or the default value.</returns>
    /// <exception cref="InvalidOperationException">There is more than one.</exception>
    public T? SingleOrDefault() => TrySingle(out T? item) ? item : default;

    /// <summary>The only item, or a value if there is none.</summary>
    /// <param name="defaultValue">The value.</param>
    /// <returns>The item, or the value.</returns>
    /// <exception cref="InvalidOperationException">There is more than one.</exception>
    public T SingleOrDefault(T defaultValue) => TrySingle(out T? item) ? item! : defaultValue;

    /// <summary>The only item that passes a test, or the default value if there is none.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>The item, or the default value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There is more than one.</exception>
    public T? SingleOrDefault(Func<T, bool> predicate) => Where(predicate).SingleOrDefault();

    /// <summary>The only item that passes a test, or a value if there is none.</summary>
    /// <param name="predicate">The test.</param>
    /// <param name="defaultValue">The value.</param>
    /// <returns>The item, or the value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There is more than one.</exception>
    public T SingleOrDefault(Func<T, bool> predicate, T defaultValue) => Where(predicate).SingleOrDefault(defaultValue);

    /// <summary>The first item, or a value if there is none.</summary>
    /// <param name="defaultValue">The value.</param>
    /// <returns>The item, or the value.</returns>
    public T FirstOrDefault(T defaultValue) => Find(null, isAnyWanted: false) is { Exists: true } found ? found.Value! : defaultValue;

    /// <summary>The first item that passes a test, or a value if there is none.</summary>
    /// <param name="predicate">The test.</param>
    /// <param name="defaultValue">The value.</param>
    /// <returns>The item, or the value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public T FirstOrDefault(Func<T, bool> predicate, T defaultValue) => Where(predicate).FirstOrDefault(defaultValue);

    /// <summary>The last item, or a value if there is none.</summary>
    /// <param name="defaultValue">The value.</param>
    /// <returns>The item, or the value.</returns>
    public T LastOrDefault(T defaultValue) => FindLast(null) is { Exists: true } found ? found.Value! : defaultValue;

    /// <summary>The last item that passes a test, or a value if there is none.</summary>
    /// <param name="predicate">The test.</param>
    /// <param name="defaultValue">The value.</param>
    /// <returns>The item, or the value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public T LastOrDefault(Func<T, bool> predicate, T defaultValue) => Where(predicate).LastOrDefault(defaultValue);

    /// <summary>Combines all items: <see cref="Reduce(Func{T, T, T})"/> under LINQ's name.</summary>
    /// <param name="func">Combines two neighbouring results; associative, since they are combined in a tree.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="func"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There are no items.</exception>
    public T Aggregate(Func<T, T, T> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Reduce(func);
    }

    /// <summary>Folds the items one after the other, from the first to the last. The items are computed on all workers, the fold runs on this thread.</summary>
    /// <typeparam name="TAccumulate">The state.</typeparam>
    /// <param name="seed">The state before the first item.</param>
    /// <param name="func">Takes an item into the state.</param>
    /// <returns>The state after the last item.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="func"/> is null.</exception>
    /// <remarks>The overload that can combine two states folds on all workers.</remarks>
    public TAccumulate Aggregate<TAccumulate>(TAccumulate seed, Func<TAccumulate, T, TAccumulate> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        foreach (T item in this)
        {
            seed = func(seed, item);
        }

        return seed;
    }

    /// <summary>Folds the items one after the other, and projects the last state to a result.</summary>
    /// <typeparam name="TAccumulate">The state.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="seed">The state before the first item.</param>
    /// <param name="func">Takes an item into the state.</param>
    /// <param name="resultSelector">Makes the result of the last state.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="func"/> or <paramref name="resultSelector"/> is null.</exception>
    public TResult Aggregate<TAccumulate, TResult>(TAccumulate seed, Func<TAccumulate, T, TAccumulate> func, Func<TAccumulate, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(resultSelector);
        return resultSelector(Aggregate(seed, func));
    }

    /// <summary>Folds the items on all workers, combines the states, and projects the last to a result: PLINQ's form.</summary>
    /// <typeparam name="TAccumulate">The states.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="seed">Each state's beginning; combined with another state it changes nothing.</param>
    /// <param name="updateAccumulatorFunc">Takes an item into a state.</param>
    /// <param name="combineAccumulatorsFunc">Combines two neighbouring states.</param>
    /// <param name="resultSelector">Makes the result of the last state.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    public TResult Aggregate<TAccumulate, TResult>(
        TAccumulate seed, Func<TAccumulate, T, TAccumulate> updateAccumulatorFunc, Func<TAccumulate, TAccumulate, TAccumulate> combineAccumulatorsFunc, Func<TAccumulate, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(updateAccumulatorFunc);
        ArgumentNullException.ThrowIfNull(combineAccumulatorsFunc);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return resultSelector(Aggregate(seed, updateAccumulatorFunc, combineAccumulatorsFunc));
    }

    /// <summary>Calls an action with each item: <see cref="ForEach(Action{T})"/> under PLINQ's name.</summary>
    /// <param name="action">The action; several workers call it at once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void ForAll(Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ForEach(action);
    }

    /// <summary>The same items for LINQ: <see cref="AsEnumerable"/> under PLINQ's name.</summary>
    /// <returns>This sequence.</returns>
    public IEnumerable<T> AsSequential() => this;

    private Found<T> FindAt(Index index)
    {
        if (index.IsFromEnd)
        {
            T[] last = TakeLast(index.Value).ToArray();
            return index.Value > 0 && last.Length == index.Value ? new Found<T>(true, last[0], 0) : default;
        }

        return FindAt(index.Value);
    }

    private Found<T> FindAt(int index) => index < 0 ? default : (Stage.IsIndexed ? this : Take(index + 1L)).Skip(index).Find(null, isAnyWanted: false);

    private bool TrySingle(out T? item)
    {
        T[] items = Take(2).ToArray();
        item = items.FirstOrDefault();
        return items.Length < 2 ? items.Length == 1 : throw new InvalidOperationException("The sequence has more than one item.");
    }
}
