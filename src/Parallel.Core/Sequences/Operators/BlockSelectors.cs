using ParallelCore.Collections;

namespace ParallelCore.Sequences;

/// <summary>A function of an item, and of what is taken once per block. Every form but a plain delegate becomes one of these structs, and the JIT removes the
/// layer.</summary>
internal interface IBlockSelector<T, TResult>
{
    /// <summary>A block begins. What it throws counts as thrown at the block's first item.</summary>
    void Begin(Frame frame);

    /// <param name="item">An item of the block.</param>
    /// <param name="index">Its index in the block.</param>
    TResult Invoke(T item, int index);
}

/// <summary>A delegate that is handed the item's position.</summary>
internal struct PositionSelector<T, TResult>(Func<T, int, TResult> selector) : IBlockSelector<T, TResult>
{
    private long _position;

    public void Begin(Frame frame) => _position = frame.Position;

    public readonly TResult Invoke(T item, int index) => selector(item, checked((int)(_position + index)));
}

/// <summary>A delegate that is handed the worker's local.</summary>
internal struct LocalSelector<T, TLocal, TResult>(WorkerLocal<TLocal> locals, Func<T, TLocal, TResult> selector) : IBlockSelector<T, TResult>
    where TLocal : class
{
    private TLocal? _local;

    public void Begin(Frame frame) => _local = locals.Value;

    public readonly TResult Invoke(T item, int index) => selector(item, _local!);
}

/// <summary>A struct of the caller's.</summary>
internal struct StructSelector<T, TResult, TSelector>(TSelector selector) : IBlockSelector<T, TResult>
    where TSelector : struct, ISelector<T, TResult>
{
    public readonly void Begin(Frame frame)
    {
    }

    public TResult Invoke(T item, int index) => selector.Invoke(item);
}

/// <summary>A test that is a struct of the caller's.</summary>
internal struct StructPredicate<T, TPredicate>(TPredicate predicate) : IBlockSelector<T, bool>
    where TPredicate : struct, IPredicate<T>
{
    public readonly void Begin(Frame frame)
    {
    }

    public bool Invoke(T item, int index) => predicate.Invoke(item);
}
