using System.Diagnostics;
using System.Globalization;
using ParallelCore.ColdProbe;

// usage: calls|first-use|first-seconds FORM. Nothing of what is measured may have run before, so there is no more to it than this.
string form = args[1];
double[] figures = args[0] switch
{
    "calls" => MeasureCalls(),
    "first-use" => [FirstUse.Measure(form)],
    _ => FirstSeconds.Measure(form),
};
Console.Write(string.Join(' ', figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture))));

double[] MeasureCalls()
{
    const int Calls = 3;
    const int Limit = 500_000;
    double[] figures = new double[2 * Calls];
    for (int call = 0; call < Calls; call++)
    {
        long start = Stopwatch.GetTimestamp();
        int primes = PrimeCounters.Count(form, Limit);
        figures[call] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        figures[Calls + call] = primes;
    }

    return figures;
}
