using System.Runtime.CompilerServices;

namespace ParallelCore.Algorithms;

/// <summary>Maps items to numbers that have the items' order; items that compare as equal have the same number.</summary>
internal interface IRadixKey<T>
{
    static abstract ulong Of(T item);
}

/// <summary>The radix keys of numbers, characters and times. The JIT compiles one branch for each type.</summary>
internal readonly struct PrimitiveKey<T> : IRadixKey<T>
{
    /// <summary>True when the default order of <typeparamref name="T"/> has a radix key.</summary>
    public static bool IsSupported =>
        typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(short) || typeof(T) == typeof(char)
        || typeof(T) == typeof(uint) || typeof(T) == typeof(int) || typeof(T) == typeof(ulong) || typeof(T) == typeof(long)
        || typeof(T) == typeof(nuint) || typeof(T) == typeof(nint) || typeof(T) == typeof(Half) || typeof(T) == typeof(float) || typeof(T) == typeof(double)
        || typeof(T) == typeof(DateTime) || typeof(T) == typeof(TimeSpan);

    /// <summary>True when equal keys can belong to items that differ: zeros of both signs, NaNs, times of several kinds.</summary>
    public static bool HasDistinctEquals =>
        typeof(T) == typeof(Half) || typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(DateTime);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(T item)
    {
        if (typeof(T) == typeof(byte))
        {
            return As<byte>(item);
        }

        if (typeof(T) == typeof(sbyte))
        {
            return (byte)(As<sbyte>(item) ^ sbyte.MinValue);
        }

        if (typeof(T) == typeof(ushort) || typeof(T) == typeof(char))
        {
            return As<ushort>(item);
        }

        if (typeof(T) == typeof(short))
        {
            return (ushort)(As<short>(item) ^ short.MinValue);
        }

        if (typeof(T) == typeof(uint))
        {
            return As<uint>(item);
        }

        if (typeof(T) == typeof(int))
        {
            return (uint)(As<int>(item) ^ int.MinValue);
        }

        if (typeof(T) == typeof(ulong))
        {
            return As<ulong>(item);
        }

        if (typeof(T) == typeof(long) || typeof(T) == typeof(TimeSpan))
        {
            return (ulong)(As<long>(item) ^ long.MinValue);
        }

        if (typeof(T) == typeof(nuint))
        {
            return As<nuint>(item);
        }

        if (typeof(T) == typeof(nint))
        {
            return (ulong)(As<nint>(item) ^ long.MinValue);
        }

        if (typeof(T) == typeof(Half))
        {
            return OfSingle((float)As<Half>(item));
        }

        if (typeof(T) == typeof(float))
        {
            return OfSingle(As<float>(item));
        }

        if (typeof(T) == typeof(double))
        {
            return OfDouble(As<double>(item));
        }

        return (ulong)As<DateTime>(item).Ticks;
    }

    /// <summary>NaN is the least number here, and adding zero makes the negative zero positive. A negative number's bits fall as it rises.</summary>
    private static uint OfSingle(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value + 0f);
        uint key = (uint)(bits ^ ((bits >> 31) | int.MinValue));
        return float.IsNaN(value) ? 0 : key;
    }

    private static ulong OfDouble(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value + 0d);
        ulong key = (ulong)(bits ^ ((bits >> 63) | long.MinValue));
        return double.IsNaN(value) ? 0 : key;
    }

    private static TValue As<TValue>(T item) => Unsafe.As<T, TValue>(ref item);
}

internal readonly struct KeyedRadixKey<TKey, TItem> : IRadixKey<KeyedItem<TKey, TItem>>
{
    public static ulong Of(KeyedItem<TKey, TItem> item) => PrimitiveKey<TKey>.Of(item.Key);
}

internal readonly struct RadixOrder<T, TKey> : IOrder<T>
    where TKey : struct, IRadixKey<T>
{
    public bool IsLess(T a, T b) => TKey.Of(a) < TKey.Of(b);
}
