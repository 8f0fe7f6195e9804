using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParallelCore.Algorithms;

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
