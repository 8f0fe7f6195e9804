namespace ParallelCore.Gallery.Uses.TopN;

/// <summary>Many items with eight features each, of which those with the highest scores are wanted.</summary>
internal sealed class Candidates
{
    private static readonly double[] s_weights = [0.9, -0.4, 0.7, 0.1, -0.8, 0.3, 0.6, -0.2];

    /// <summary>A byte for each feature of a candidate.</summary>
    private readonly ulong[] _features;

    public Candidates(int count)
    {
        _features = new ulong[count];
        ParallelAlgorithms.Fill(_features, static i => unchecked((ulong)(i + 1) * 0x9E3779B97F4A7C15));
    }

    public int Count => _features.Length;

    /// <summary>How well a candidate fits, from 0 to 1 (a logistic function of its weighted features).</summary>
    public double Score(int candidate)
    {
        ulong features = _features[candidate];
        double sum = 0;
        foreach (double weight in s_weights)
        {
            sum += weight * (features & 255);
            features >>= 8;
        }

        return 1 / (1 + Math.Exp(-sum / 128));
    }
}
