namespace ParallelCore.Sequences;

/// <summary>Doubles, with what each addition rounds away kept beside the sum.</summary>
/// <remarks>SOURCE: Neumaier's variant of Kahan's summation (ZAMM 54, 1974); two such sums are combined in the same way.</remarks>
internal readonly struct CompensatedKernel : ISumKernel<double, (double Sum, double Lost), (double Sum, double Lost)>
{
    public static bool IsExact => false;

    public static int Few => 0;

    public static void Add(ref (double Sum, double Lost) state, ReadOnlySpan<double> items)
    {
        (double sum, double lost) = state;
        foreach (double item in items)
        {
            lost += Rounded(sum, item);
            sum += item;
        }

        state = (sum, lost);
    }

    public static (double Sum, double Lost) End(in (double Sum, double Lost) state) => state;

    public static (double Sum, double Lost) Combine(in (double Sum, double Lost) left, in (double Sum, double Lost) right) =>
        (left.Sum + right.Sum, left.Lost + right.Lost + Rounded(left.Sum, right.Sum));

    /// <summary>What a + b rounds away; nothing when the sum is no finite number.</summary>
    private static double Rounded(double a, double b)
    {
        double sum = a + b;
        double lost = Math.Abs(a) >= Math.Abs(b) ? a - sum + b : b - sum + a;
        return double.IsFinite(sum) ? lost : 0;
    }
}
