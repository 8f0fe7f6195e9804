namespace ParallelCore.Gallery.Uses.NBody;

internal static partial class Gravity
{
    public static void ByParallelFor(Bodies bodies, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Parallel.For(0, bodies.Count, i => Attract(bodies, i));
            bodies.Move();
        }
    }
}
