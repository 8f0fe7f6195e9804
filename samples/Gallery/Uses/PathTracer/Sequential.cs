namespace ParallelCore.Gallery.Uses.PathTracer;

/// <summary>Follows light backwards, by chance, from each pixel of a picture.</summary>
internal static partial class Tracer
{
    public static int[] Sequential(Scene scene)
    {
        int[] pixels = new int[scene.Width * scene.Height];
        var dice = new Dice();
        for (int row = 0; row < scene.Height; row++)
            TraceRow(scene, row, dice, pixels);
        return pixels;
    }

    /// <summary>The row's random numbers depend on the row, not on who draws them.</summary>
    private static void TraceRow(Scene scene, int row, Dice dice, int[] pixels)
    {
        dice.Restart(row);
        scene.PaintRow(row, dice, pixels.AsSpan(row * scene.Width, scene.Width));
    }
}
