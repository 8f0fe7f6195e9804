namespace ParallelCore.Gallery.Uses.Training;

/// <summary>Trains a network, and gives its loss after each pass over the examples.</summary>
internal static partial class LossCurve
{
    private const double Rate = 0.7;

    public static double[] Sequential(Network network, Point[] points, int epochs)
    {
        double[] losses = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double[] gradient = network.NewGradient();
            foreach (Point point in points)
                network.AddTo(gradient, point);
            losses[epoch] = network.Step(gradient, points.Length, Rate);
        }

        return losses;
    }
}
