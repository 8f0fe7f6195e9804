namespace ParallelCore.Sequences;

/// <summary>A reduction without an identity: no items give nothing.</summary>
internal abstract class OptionalReduction<T, TValue> : Reduction<T, Optional<TValue>>
{
    public sealed override Optional<TValue> Begin() => default;

    public sealed override Optional<TValue> Combine(Optional<TValue> left, Optional<TValue> right) =>
        !left.Exists ? right : !right.Exists ? left : new Optional<TValue>(true, Join(left.Value, right.Value));

    /// <summary>What the left side's items gave and then the right side's.</summary>
    protected abstract TValue Join(TValue left, TValue right);
}
