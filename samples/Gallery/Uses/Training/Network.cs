namespace ParallelCore.Gallery.Uses.Training;

/// <summary>A small neural network: two inputs, one hidden layer, one output from 0 to 1.</summary>
internal sealed class Network
{
    private const int Hidden = 24;
    private const int PerNeuron = 4; // two inputs, a bias, and the weight to the output

    private readonly double[] _weights = new double[(Hidden * PerNeuron) + 1];

    public Network()
    {
        var random = new Random(1958);
        foreach (ref double weight in _weights.AsSpan())
            weight = (random.NextDouble() - 0.5) * 2;
    }

    /// <summary>Where gradients are added up: one number for each weight, then the loss.</summary>
    public double[] NewGradient() => new double[_weights.Length + 1];

    public double Output(in Point point) => Forward(point, stackalloc double[Hidden]);

    /// <summary>Adds what one example says about each weight, and its loss, to the gradient; returns the gradient.</summary>
    public double[] AddTo(double[] gradient, Point point)
    {
        Span<double> active = stackalloc double[Hidden];
        double output = Forward(point, active);
        double error = output - point.Label;
        for (int neuron = 0; neuron < Hidden; neuron++)
        {
            int at = neuron * PerNeuron;
            double back = error * _weights[at + 3] * (1 - (active[neuron] * active[neuron]));
            gradient[at] += back * point.X;
            gradient[at + 1] += back * point.Y;
            gradient[at + 2] += back;
            gradient[at + 3] += error * active[neuron];
        }

        gradient[^2] += error;
        gradient[^1] -= Math.Log(point.Label > 0.5 ? output : 1 - output);
        return gradient;
    }

    /// <summary>Goes a step downhill.</summary>
    /// <returns>The mean loss before it.</returns>
    public double Step(double[] gradient, int examples, double rate)
    {
        for (int i = 0; i < _weights.Length; i++)
            _weights[i] -= rate * gradient[i] / examples;
        return gradient[^1] / examples;
    }

    private double Forward(in Point point, Span<double> active)
    {
        double sum = _weights[^1];
        for (int neuron = 0; neuron < Hidden; neuron++)
        {
            int at = neuron * PerNeuron;
            active[neuron] = Math.Tanh((_weights[at] * point.X) + (_weights[at + 1] * point.Y) + _weights[at + 2]);
            sum += _weights[at + 3] * active[neuron];
        }

        return Math.Clamp(1 / (1 + Math.Exp(-sum)), 1e-12, 1 - 1e-12);
    }
}

/// <summary>A place in the plane, and whether it belongs to the pattern (1) or not (0).</summary>
internal readonly record struct Point(double X, double Y, double Label)
{
    /// <summary>Points of a ring around the origin, and of what is around and in it.</summary>
    public static Point[] Ring(int count)
    {
        var random = new Random(1986);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            (double x, double y) = ((4 * random.NextDouble()) - 2, (4 * random.NextDouble()) - 2);
            double radius = Math.Sqrt((x * x) + (y * y));
            return new Point(x, y, radius is > 0.7 and < 1.5 ? 1 : 0);
        })];
    }
}
