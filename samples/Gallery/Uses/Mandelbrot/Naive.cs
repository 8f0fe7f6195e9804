namespace ParallelCore.Gallery.Uses.Mandelbrot;

internal static partial class MandelbrotSet
{
    /// <summary>The variables of the loops that were there before stayed outside: now all workers share them.</summary>
    public static int[] SharedVariables(View view)
    {
        int[] steps = new int[view.Width * view.Height];
        double real, imaginary;
        ParallelRange.Run(0, view.Height, row =>
        {
            imaginary = view.Top - (row * view.Scale);
            for (int column = 0; column < view.Width; column++)
            {
                real = view.Left + (column * view.Scale);
                steps[(row * view.Width) + column] = Escape(real, imaginary, view.MostSteps);
            }
        });
        return steps;
    }
}
