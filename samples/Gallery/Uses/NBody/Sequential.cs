namespace ParallelCore.Gallery.Uses.NBody;

/// <summary>Every star attracts every other one.</summary>
internal static partial class Gravity
{
    private const double Softening = 1e-3;

    public static void Sequential(Bodies bodies, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < bodies.Count; i++)
                Attract(bodies, i);
            bodies.Move();
        }
    }

    /// <summary>What all others do to one star: reads all, writes one.</summary>
    private static void Attract(Bodies bodies, int i)
    {
        double[] xs = bodies.X, ys = bodies.Y, masses = bodies.Mass;
        (double x, double y, double forceX, double forceY) = (xs[i], ys[i], 0, 0);
        for (int j = 0; j < xs.Length && j < ys.Length && j < masses.Length; j++)
        {
            (double dx, double dy) = (xs[j] - x, ys[j] - y);
            double distance = (dx * dx) + (dy * dy) + Softening;
            double pull = masses[j] / (distance * Math.Sqrt(distance));
            forceX += pull * dx;
            forceY += pull * dy;
        }

        (bodies.ForceX[i], bodies.ForceY[i]) = (forceX * masses[i], forceY * masses[i]);
    }
}
