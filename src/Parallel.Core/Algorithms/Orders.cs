using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Algorithms;

/// <summary>An order of items. Every public form of a comparison becomes one of these structs, so that the JIT inlines what it can.</summary>
internal interface IOrder<T>
{
    /// <summary>True when <paramref name="a"/> must come before <paramref name="b"/>. May throw and may lie: callers must not lose an item over it.</summary>
    bool IsLess(T a, T b);
}

/// <summary>Chooses the struct that stands for a comparer.</summary>
internal static class Orders
{
    /// <summary>True when <paramref name="comparer"/> means the type's own order.</summary>
    public static bool IsDefault<T>(IComparer<T>? comparer) => comparer is null || ReferenceEquals(comparer, Comparer<T>.Default);

    public static void Run<T, TWork>(IComparer<T>? comparer, ref TWork work)
        where TWork : struct, IOrderedWork<T>
    {
        if (!IsDefault(comparer))
        {
            work.Run(new ComparerOrder<T>(comparer!));
        }
        else if (PrimitiveKey<T>.IsSupported)
        {
            work.Run(default(RadixOrder<T, PrimitiveKey<T>>));
        }
        else if (typeof(T).IsValueType)
        {
            work.Run(default(DefaultOrder<T>));
        }
        else
        {
            work.Run(new ComparerOrder<T>(Comparer<T>.Default));
        }
    }
}

/// <summary>Work that needs an order, compiled once for each kind of order.</summary>
internal interface IOrderedWork<T>
{
    void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>;
}

/// <summary>The default comparer of a value type, which the JIT calls directly.</summary>
internal readonly struct DefaultOrder<T> : IOrder<T>
{
    public bool IsLess(T a, T b) => Comparer<T>.Default.Compare(a, b) < 0;
}

internal readonly struct ComparerOrder<T>(IComparer<T> comparer) : IOrder<T>
{
    public bool IsLess(T a, T b) => comparer.Compare(a, b) < 0;
}

internal readonly struct ComparisonOrder<T>(Comparison<T> comparison) : IOrder<T>
{
    public bool IsLess(T a, T b) => comparison(a, b) < 0;
}

/// <summary>The greatest first; equal items stay in their order.</summary>
internal readonly struct DescendingOrder<T, TOrder>(TOrder ascending) : IOrder<T>
    where TOrder : struct, IOrder<T>
{
    private readonly TOrder _ascending = ascending;

    public bool IsLess(T a, T b) => _ascending.IsLess(b, a);
}

/// <summary>The order of a type itself, which the JIT calls directly for value types.</summary>
internal readonly struct DefaultComparison<T> : IComparer<T>
{
    public int Compare(T? x, T? y) => Comparer<T>.Default.Compare(x!, y!);
}

/// <summary>The default comparer of a type, which the JIT calls directly for value types.</summary>
internal readonly struct DefaultEquality<T> : IEqualityComparer<T>
{
    public bool Equals(T? x, T? y) => EqualityComparer<T>.Default.Equals(x, y);

    public int GetHashCode([DisallowNull] T obj) => obj.GetHashCode();
}
