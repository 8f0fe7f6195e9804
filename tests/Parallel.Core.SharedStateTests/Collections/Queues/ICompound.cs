namespace ParallelCore.Tests.Collections.Queues;

/// <summary>What the four types offer beyond their plain peers, in the words of none of them. "First" is what leaves first.</summary>
public interface ICompound
{
    object SyncRoot { get; }

    /// <summary>The items, the first to leave first.</summary>
    int[] Items { get; }

    void Add(int item);

    void AddRange(IEnumerable<int> items);

    /// <summary>Adds the collection to itself.</summary>
    void AddSelf();

    int? TryTake();

    int? TryTakeIf(Predicate<int> match);

    int[] TryTakeRange(int max);

    int RemoveAll(Predicate<int> match);

    void Update(Action action);

    TResult Update<TResult>(Func<TResult> function);

    void Update<TState>(TState state, Action<TState> action);

    TResult Update<TState, TResult>(TState state, Func<TState, TResult> function);
}
