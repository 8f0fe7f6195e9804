namespace ParallelCore.Gallery.Uses.Mandelbrot;

internal static partial class MandelbrotSet
{
    public static int[] ByParallelFor(View view)
    {
        int[] steps = new int[view.Width * view.Height];
        Parallel.For(0, view.Height, row => FillRow(view, row, steps));
        return steps;
    }
}
