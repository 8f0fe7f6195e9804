namespace ParallelCore.Gallery.Uses.Training;

internal static partial class LossCurve
{
    /// <summary>Gradients are added in the order in which tasks end: the last digits differ from run to run.</summary>
    public static double[] ByParallelFor(Network network, Point[] points, int epochs)
    {
        double[] losses = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double[] gradient = network.NewGradient();
            Parallel.For(
                0,
                points.Length,
                network.NewGradient,
                (i, _, mine) => network.AddTo(mine, points[i]),
                mine =>
                {
                    lock (gradient)
                        Add(gradient, mine);
                });
            losses[epoch] = network.Step(gradient, points.Length, Rate);
        }

        return losses;
    }
}
