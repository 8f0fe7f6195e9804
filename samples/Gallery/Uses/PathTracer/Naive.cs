namespace ParallelCore.Gallery.Uses.PathTracer;

internal static partial class Tracer
{
    /// <summary>One pair of dice for all workers: another picture at every run.</summary>
    public static int[] SharedDice(Scene scene)
    {
        int[] pixels = new int[scene.Width * scene.Height];
        var dice = new Dice();
        ParallelRange.Run(0, scene.Height, row => TraceRow(scene, row, dice, pixels));
        return pixels;
    }
}
