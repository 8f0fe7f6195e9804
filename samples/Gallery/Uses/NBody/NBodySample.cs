using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Uses.NBody;

internal sealed class NBodySample : ISample
{
    public string Name => "n-body";

    public string Teaches => "write to one place per iteration, whatever it costs";

    public ITrial Prepare(Scale scale)
    {
        int count = scale.Pick(500, 2_000, 10_000);
        int steps = scale.Pick(4, 10, 10);
        double[] expected = Run(Gravity.Sequential);
        return new Trial<double[]>($"{count:N0} stars, {steps} steps", Mistake)
            .Sequential("for each star, all others", () => Run(Gravity.Sequential))
            .NaiveAndWrong("each pair once, force to both", () => Run(Gravity.EachPairOnce))
            .Ours("ParallelRange.Run over the stars", () => Run(Gravity.InParallel))
            .Twin("Parallel.For over the stars", () => Run(Gravity.ByParallelFor));

        double[] Run(Action<Bodies, int> simulate)
        {
            var bodies = new Bodies(count);
            (double x, double y) = bodies.Momentum();
            simulate(bodies, steps);
            (double laterX, double laterY) = bodies.Momentum();
            return [Math.Abs(laterX - x) + Math.Abs(laterY - y), .. bodies.X, .. bodies.Y];
        }

        // Rounding is a thousand times smaller than either bound, and one lost force a thousand times larger.
        string? Mistake(double[] found) =>
            found[0] > 1e-13 ? $"the total momentum, which can't change, changed by {found[0]:G2}"
            : found.Zip(expected).Skip(1).Any(static pair => Math.Abs(pair.First - pair.Second) > 1e-10) ? "the stars are elsewhere"
            : null;
    }
}
