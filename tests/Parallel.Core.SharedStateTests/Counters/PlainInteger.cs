using System.Numerics;

namespace ParallelCore.Tests.Counters;

internal sealed class PlainInteger<T>(T value, Action? between = null) : PlainNumber<T>(value, between)
    where T : IBinaryInteger<T>
{
    public T Increment() => Add(T.One);

    public T Decrement() => Add(-T.One);

    public T And(T value) => Exchange(Value & value);

    public T Or(T value) => Exchange(Value | value);
}
