namespace ParallelCore.Gallery.Uses.NBody;

/// <summary>Stars in a disc around a common centre: a column for each quantity, so that vectors can be loaded from them.</summary>
internal sealed class Bodies
{
    private const double StepLength = 1e-3;

    public readonly double[] X, Y, VelocityX, VelocityY, ForceX, ForceY, Mass;

    public Bodies(int count)
    {
        (X, Y, VelocityX, VelocityY) = (new double[count], new double[count], new double[count], new double[count]);
        (ForceX, ForceY, Mass) = (new double[count], new double[count], new double[count]);
        var random = new Random(1687);
        for (int i = 0; i < count; i++)
        {
            double radius = 0.1 + Math.Sqrt(random.NextDouble());
            double angle = 2 * Math.PI * random.NextDouble();
            double speed = Math.Sqrt(radius) / 2;
            (X[i], Y[i]) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
            (VelocityX[i], VelocityY[i]) = (-speed * Math.Sin(angle), speed * Math.Cos(angle));
            Mass[i] = (0.5 + random.NextDouble()) / count;
        }
    }

    public int Count => X.Length;

    public void Move()
    {
        for (int i = 0; i < Count; i++)
        {
            VelocityX[i] += StepLength * ForceX[i] / Mass[i];
            VelocityY[i] += StepLength * ForceY[i] / Mass[i];
            X[i] += StepLength * VelocityX[i];
            Y[i] += StepLength * VelocityY[i];
        }
    }

    /// <summary>The momentum: whatever the stars do to each other, its change is 0.</summary>
    public (double X, double Y) Momentum()
    {
        (double x, double y) = (0, 0);
        for (int i = 0; i < Count; i++)
        {
            x += Mass[i] * VelocityX[i];
            y += Mass[i] * VelocityY[i];
        }

        return (x, y);
    }
}
