namespace ParallelCore.Analyzers.Recursions;

/// <summary>An integer as it is known: one variable of a <see cref="Zone"/> and a constant, a sum or difference of two variables and a constant, or nothing.</summary>
/// <param name="Plus">A variable that is added; 0 is none.</param>
/// <param name="Other">Another one, added or subtracted; 0 is none.</param>
/// <param name="IsDifference">Whether the other one is subtracted.</param>
/// <param name="Constant">What is added.</param>
internal readonly record struct IntegerSum(int Plus, int Other, bool IsDifference, long Constant)
{
    public bool IsSimple => Other == 0;

    public static IntegerSum Of(int variable, long constant = 0) => new(variable, 0, false, constant);

    /// <summary>Adds or subtracts; null for what has no such form.</summary>
    public static IntegerSum? Add(IntegerSum left, IntegerSum right, bool isDifference)
    {
        long constant = left.Constant + (isDifference ? -right.Constant : right.Constant);
        return (left, right) switch
        {
            ({ IsSimple: true }, { Plus: 0, Other: 0 }) => left with { Constant = constant },
            ({ Plus: 0, Other: 0 }, { IsSimple: true }) when !isDifference => right with { Constant = constant },
            ({ Other: not 0 }, { Plus: 0, Other: 0 }) => left with { Constant = constant },
            ({ IsSimple: true }, { IsSimple: true }) when isDifference && left.Plus == right.Plus => Of(0, constant),
            ({ IsSimple: true }, { IsSimple: true }) => new IntegerSum(left.Plus, right.Plus, isDifference, constant),

            // a + (b - a) is b.
            ({ IsSimple: true }, { Other: not 0, IsDifference: true }) when !isDifference && right.Other == left.Plus => Of(right.Plus, constant),
            _ => null,
        };
    }
}
