using System.Numerics;

namespace ParallelCore.Tests.Counters;

internal class PlainNumber<T>(T value, Action? between = null) : PlainAtomic<T>(value, between)
    where T : INumber<T>
{
    public T Add(T value) => Store(Value + value);

    public T Max(T value) => Store(T.Max(Value, value));

    public T Min(T value) => Store(T.Min(Value, value));
}
