using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParallelCore.Algorithms;

/// <summary>An associative operation, as a struct that the JIT inlines.</summary>
internal interface IScanOperation<T>
{
    T Combine(T left, T right);

    /// <summary>Replaces each item of <paramref name="right"/> by what <see cref="Combine"/> makes of <paramref name="left"/> and it.</summary>
    void CombineAll(T left, Span<T> right);

    /// <summary>Scans the items in a faster way with the same result, if there is one; <paramref name="prefix"/> precedes them and isn't part of
    /// <paramref name="sum"/>.</summary>
    bool TryScan(T? prefix, ReadOnlySpan<T> source, Span<T> destination, bool isExclusive, out T sum);
}

/// <summary>The sum.</summary>
internal readonly struct AddOperation<T> : IScanOperation<T>
    where T : IAdditionOperators<T, T, T>
{
    public T Combine(T left, T right) => left + right;

    public void CombineAll(T left, Span<T> right)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            ref T first = ref MemoryMarshal.GetReference(right);
            var lefts = new Vector<T>(left);
            for (; i <= right.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                (lefts + Vector.LoadUnsafe(ref first, (nuint)i)).StoreUnsafe(ref first, (nuint)i);
            }
        }

        for (; i < right.Length; i++)
        {
            right[i] = left + right[i];
        }
    }

    /// <summary>Integers wrap around, so that any order of additions gives the same: several at once.</summary>
    public bool TryScan(T? prefix, ReadOnlySpan<T> source, Span<T> destination, bool isExclusive, out T sum)
    {
        if (Vector256.IsHardwareAccelerated && (typeof(T) == typeof(long) || typeof(T) == typeof(ulong)))
        {
            long total = VectorScan.Scan(As<long>(prefix), Cast<long>(source), Cast<long>(destination), isExclusive);
            sum = Unsafe.As<long, T>(ref total);
            return true;
        }

        if (Vector256.IsHardwareAccelerated && (typeof(T) == typeof(int) || typeof(T) == typeof(uint)))
        {
            int total = VectorScan.Scan(As<int>(prefix), Cast<int>(source), Cast<int>(destination), isExclusive);
            sum = Unsafe.As<int, T>(ref total);
            return true;
        }

        sum = default!;
        return false;
    }

    private static TTo As<TTo>(T? value) => Unsafe.As<T, TTo>(ref value!);

    private static ReadOnlySpan<TTo> Cast<TTo>(ReadOnlySpan<T> items) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, TTo>(ref MemoryMarshal.GetReference(items)), items.Length);

    private static Span<TTo> Cast<TTo>(Span<T> items) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, TTo>(ref MemoryMarshal.GetReference(items)), items.Length);
}

/// <summary>The caller's operation.</summary>
internal readonly struct FuncOperation<T>(Func<T, T, T> combine) : IScanOperation<T>
{
    public T Combine(T left, T right) => combine(left, right);

    public void CombineAll(T left, Span<T> right)
    {
        for (int i = 0; i < right.Length; i++)
        {
            right[i] = combine(left, right[i]);
        }
    }

    public bool TryScan(T? prefix, ReadOnlySpan<T> source, Span<T> destination, bool isExclusive, out T sum)
    {
        sum = default!;
        return false;
    }
}
