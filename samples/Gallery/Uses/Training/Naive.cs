namespace ParallelCore.Gallery.Uses.Training;

internal static partial class LossCurve
{
    /// <summary>All workers add to one gradient: parts of it get lost, other ones in each run.</summary>
    public static double[] SharedGradient(Network network, Point[] points, int epochs)
    {
        double[] losses = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double[] gradient = network.NewGradient();
            ParallelRange.Run(0, points.Length, i => network.AddTo(gradient, points[i]));
            losses[epoch] = network.Step(gradient, points.Length, Rate);
        }

        return losses;
    }
}
