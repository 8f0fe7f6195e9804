namespace ParallelCore.Counters;

/// <summary>One shared variable of type <typeparamref name="T"/>, held as <typeparamref name="TBits"/>, as far as the loops of <see cref="CellLoop"/> need
/// it.</summary>
/// <remarks>The bits, not the values, decide whether a variable has changed: NaN differs from itself, and 0.0 equals -0.0, which is another value.</remarks>
internal interface IValueCell<T, TBits>
{
    /// <summary>A load with acquire semantics, never torn.</summary>
    TBits ReadBits();

    /// <summary>Atomic compare-and-swap with a full fence; true when it stored <paramref name="next"/>.</summary>
    bool TryReplace(TBits seen, TBits next);

    static abstract TBits ToBits(T value);

    static abstract T FromBits(TBits bits);
}
