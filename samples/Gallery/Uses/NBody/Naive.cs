namespace ParallelCore.Gallery.Uses.NBody;

internal static partial class Gravity
{
    /// <summary>Half the work: each pair once, since the two forces are opposite. But now several workers write to one star.</summary>
    public static void EachPairOnce(Bodies bodies, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Array.Clear(bodies.ForceX);
            Array.Clear(bodies.ForceY);
            ParallelRange.Run(0, bodies.Count, i =>
            {
                for (int j = i + 1; j < bodies.Count; j++)
                {
                    (double dx, double dy) = (bodies.X[j] - bodies.X[i], bodies.Y[j] - bodies.Y[i]);
                    double distance = (dx * dx) + (dy * dy) + Softening;
                    double pull = bodies.Mass[i] * bodies.Mass[j] / (distance * Math.Sqrt(distance));
                    bodies.ForceX[i] += pull * dx;
                    bodies.ForceY[i] += pull * dy;
                    bodies.ForceX[j] -= pull * dx;
                    bodies.ForceY[j] -= pull * dy;
                }
            });
            bodies.Move();
        }
    }
}
