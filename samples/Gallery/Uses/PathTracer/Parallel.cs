namespace ParallelCore.Gallery.Uses.PathTracer;

internal static partial class Tracer
{
    /// <summary>Dice for each worker, thrown anew for each row.</summary>
    public static int[] InParallel(Scene scene)
    {
        int[] pixels = new int[scene.Width * scene.Height];
        ParallelRange.Run(
            0,
            scene.Height,
            localInit: static () => new Dice(),
            body: (row, dice) =>
            {
                TraceRow(scene, row, dice, pixels);
                return dice;
            },
            localFinally: static _ => { });
        return pixels;
    }
}
