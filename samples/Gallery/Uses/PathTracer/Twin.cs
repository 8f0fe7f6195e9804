namespace ParallelCore.Gallery.Uses.PathTracer;

internal static partial class Tracer
{
    public static int[] ByParallelFor(Scene scene)
    {
        int[] pixels = new int[scene.Width * scene.Height];
        Parallel.For(
            0,
            scene.Height,
            static () => new Dice(),
            (row, _, dice) =>
            {
                TraceRow(scene, row, dice, pixels);
                return dice;
            },
            static _ => { });
        return pixels;
    }
}
