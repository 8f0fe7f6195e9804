namespace ParallelCore.Gallery.Uses.Training;

internal static partial class LossCurve
{
    private const int Chunk = 64;

    /// <summary>A gradient for each chunk, added up in a fixed tree: the same curve on any number of cores.</summary>
    public static double[] InParallel(Network network, Point[] points, int epochs)
    {
        double[] losses = new double[epochs];
        var examples = points.InParallel().WithChunk(Chunk);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double[] gradient = examples.Aggregate(network.NewGradient, network.AddTo, Add);
            losses[epoch] = network.Step(gradient, points.Length, Rate);
        }

        return losses;
    }

    private static double[] Add(double[] left, double[] right)
    {
        for (int i = 0; i < left.Length; i++)
            left[i] += right[i];
        return left;
    }
}
