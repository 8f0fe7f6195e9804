namespace ParallelCore.Gallery.Uses.OptionPricing;

/// <summary>Random numbers that are a function of their index: whoever computes the k-th one gets the same.</summary>
/// <remarks>A generator with a state would have to be shared, or would give each worker other numbers in each run.</remarks>
internal static class Noise
{
    /// <summary>A normally distributed number (Box and Muller, 1958).</summary>
    public static double Normal(int index)
    {
        double radius = Math.Sqrt(-2 * Math.Log(Uniform((2UL * (uint)index) + 1)));
        return radius * Math.Cos(2 * Math.PI * Uniform((2UL * (uint)index) + 2));
    }

    /// <summary>A number above 0 and up to 1 (SplitMix64: Steele, Lea and Flood, 2014).</summary>
    public static double Uniform(ulong index)
    {
        ulong bits = unchecked(index * 0x9E3779B97F4A7C15);
        bits = unchecked((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EB);
        bits ^= bits >> 31;
        return ((bits >> 11) + 1) * (1.0 / (1UL << 53));
    }
}
