namespace ParallelCore.Algorithms;

/// <summary>Work that needs an order, compiled once for each kind of order.</summary>
internal interface IOrderedWork<T>
{
    void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>;
}
