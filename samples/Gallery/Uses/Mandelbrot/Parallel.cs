namespace ParallelCore.Gallery.Uses.Mandelbrot;

internal static partial class MandelbrotSet
{
    /// <summary>A row is an iteration: what it needs is declared in it, and it writes to its own part of the array.</summary>
    public static int[] InParallel(View view)
    {
        int[] steps = new int[view.Width * view.Height];
        ParallelRange.Run(0, view.Height, row => FillRow(view, row, steps));
        return steps;
    }
}
