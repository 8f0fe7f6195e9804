namespace ParallelCore.Gallery.Uses.NBody;

internal static partial class Gravity
{
    /// <summary>Each star's force is one iteration's affair; when all are there, the stars move.</summary>
    public static void InParallel(Bodies bodies, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            ParallelRange.Run(0, bodies.Count, i => Attract(bodies, i));
            bodies.Move();
        }
    }
}
