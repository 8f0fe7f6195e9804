namespace ParallelCore.Gallery.Uses.Mandelbrot;

/// <summary>A part of the plane, and the pixels that show it.</summary>
internal sealed record View(int Width, int Height, double Left, double Top, double Scale, int MostSteps)
{
    public static View OfSize(int width, int mostSteps) => new(width, width * 2 / 3, -2.25, 0.85, 3.1 / width, mostSteps);

    /// <summary>Dark blue, then lighter, for points that stay longer; black for those that never left.</summary>
    public int[] Paint(int[] steps) => steps.InParallel().Select(count =>
    {
        if (count == MostSteps)
            return 0;
        double share = Math.Sqrt((double)count / MostSteps);
        int red = (int)(255 * Math.Min(1, 3 * share * share));
        int green = (int)(255 * Math.Min(1, 1.5 * share));
        int blue = (int)(255 * Math.Min(1, 0.3 + (2 * share)));
        return (red << 16) | (green << 8) | blue;
    }).ToArray();
}
