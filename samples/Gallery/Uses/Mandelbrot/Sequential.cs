namespace ParallelCore.Gallery.Uses.Mandelbrot;

/// <summary>For each point of the plane: after how many steps does z = z² + c leave the circle of radius 2?</summary>
internal static partial class MandelbrotSet
{
    public static int[] Sequential(View view)
    {
        int[] steps = new int[view.Width * view.Height];
        for (int row = 0; row < view.Height; row++)
            FillRow(view, row, steps);
        return steps;
    }

    private static void FillRow(View view, int row, int[] steps)
    {
        double imaginary = view.Top - (row * view.Scale);
        for (int column = 0; column < view.Width; column++)
        {
            double real = view.Left + (column * view.Scale);
            steps[(row * view.Width) + column] = Escape(real, imaginary, view.MostSteps);
        }
    }

    private static int Escape(double real, double imaginary, int most)
    {
        double x = 0, y = 0;
        int steps = 0;
        while (steps < most && (x * x) + (y * y) <= 4)
        {
            (x, y) = ((x * x) - (y * y) + real, (2 * x * y) + imaginary);
            steps++;
        }

        return steps;
    }
}
