using System.Numerics;

namespace ParallelCore.Sequences;

/// <summary>Any other numbers, added with overflow checks if they have them.</summary>
internal readonly struct GenericKernel<T> : ISumKernel<T, T, T>
    where T : struct, INumberBase<T>
{
    public static bool IsExact => false;

    public static int Few => 0;

    public static void Add(ref T state, ReadOnlySpan<T> items)
    {
        T sum = state;
        foreach (T item in items)
        {
            sum = checked(sum + item);
        }

        state = sum;
    }

    public static T End(in T state) => state;

    public static T Combine(in T left, in T right) => checked(left + right);
}
