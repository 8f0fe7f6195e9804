namespace ParallelCore.Algorithms;

/// <summary>An order of items. Every public form of a comparison becomes one of these structs, so that the JIT inlines what it can.</summary>
internal interface IOrder<T>
{
    /// <summary>True when <paramref name="a"/> must come before <paramref name="b"/>. May throw and may lie: callers must not lose an item over it.</summary>
    bool IsLess(T a, T b);
}
