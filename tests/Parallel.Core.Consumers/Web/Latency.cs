using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using ParallelCore;

/// <summary>Prints how long clients wait for a server whose requests compute: with the loop that one has, with the runtime's and with ours, and both again while others block the thread pool.</summary>
internal static class Latency
{
    private const int Clients = 64;
    private const double RequestMilliseconds = 1.6;
    private static readonly string[] s_forms = ["plain", "parallel-for", "run"];

    /// <param name="seconds">How long each form is asked in one round.</param>
    /// <param name="rounds">How often; the forms take turns, so that whatever slows the machine slows all of them. The median round is printed.</param>
    public static async Task RunAsync(double seconds, int rounds)
    {
        int limit = LimitThatTakes(RequestMilliseconds);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using WebApplication app = builder.Build();
        app.MapGet("/plain", () => Primes(0, limit));
        app.MapGet("/parallel-for", () =>
        {
            int found = 0;
            Parallel.For(0, limit, static () => 0, static (i, _, mine) => IsPrime(i) ? mine + 1 : mine, mine => Interlocked.Add(ref found, mine));
            return found;
        });
        app.MapGet("/run", () =>
        {
            int found = 0;
            ParallelRange.Run(0, limit, ChunkPolicy.Auto, (start, end) => Interlocked.Add(ref found, Primes(start, end)));
            return found;
        });
        await app.StartAsync();
        Console.WriteLine($"{Environment.ProcessorCount} processors, primes below {limit}: about {RequestMilliseconds} ms of one core; {rounds} rounds of {seconds} s");
        Console.WriteLine("clients  pool     form          requests/s   p50 ms   p99 ms");
        foreach ((int clients, bool isBlocked) in ((int, bool)[])[(1, false), (Clients, false), (1, true), (Clients, true)])
        {
            var measured = s_forms.ToDictionary(static form => form, static _ => new List<(double PerSecond, double Median, double Slow)>());
            using (isBlocked ? new BlockedPool() : null)
            {
                for (int round = -1; round < rounds; round++) // the first one warms up
                {
                    foreach (string form in s_forms)
                    {
                        var figures = await AskAsync(app.Urls.First(), form, clients, seconds);
                        if (round >= 0)
                            measured[form].Add(figures);
                    }
                }
            }

            foreach (string form in s_forms)
            {
                (double perSecond, double median, double slow) = measured[form].OrderBy(static figures => figures.PerSecond).ElementAt(rounds / 2);
                Console.WriteLine($"{clients,7}  {(isBlocked ? "blocked" : "free"),-7}  {form,-12}  {perSecond,10:N0}  {median,7:N1}  {slow,7:N1}");
            }
        }

        await app.StopAsync();
    }

    /// <summary>The clients: a process of their own, which takes nothing from the server's thread pool. Prints requests per second and the two quantiles.</summary>
    public static async Task AskAsync(string address, int clients, double seconds)
    {
        using var client = new HttpClient();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => client.GetStringAsync(address))); // connects, and compiles
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        double[][] times = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            var mine = new List<double>();
            while (Stopwatch.GetTimestamp() < end)
            {
                long started = Stopwatch.GetTimestamp();
                await client.GetStringAsync(address);
                mine.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return mine.ToArray();
        }));
        double[] all = [.. times.SelectMany(static mine => mine).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Length / seconds} {all[all.Length / 2]} {all[all.Length * 99 / 100]}"));
    }

    private static async Task<(double PerSecond, double Median, double Slow)> AskAsync(string address, string form, int clients, double seconds)
    {
        string[] arguments = ["exec", typeof(Latency).Assembly.Location, "ask", $"{address}/{form}", clients.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture)];
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        double[] figures = [.. output.Split(' ').Select(static text => double.Parse(text, CultureInfo.InvariantCulture))];
        return (figures[0], figures[1], figures[2]);
    }

    private static int LimitThatTakes(double milliseconds)
    {
        int limit = 1_000;
        Primes(0, 1_000_000); // compiles it
        while (TimeOf(limit) < milliseconds)
            limit += limit / 10;
        return limit;

        static double TimeOf(int limit) => Enumerable.Range(0, 9).Min(_ =>
        {
            long started = Stopwatch.GetTimestamp();
            Primes(0, limit);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });
    }

    private static int Primes(int start, int end)
    {
        int found = 0;
        for (int i = start; i < end; i++)
        {
            if (IsPrime(i))
                found++;
        }

        return found;
    }

    private static bool IsPrime(int number)
    {
        for (int divisor = 2; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
                return false;
        }

        return number >= 2;
    }

    /// <summary>As many pool threads as there are processors, held by work that waits: what a few synchronous calls of a slow database do.</summary>
    private sealed class BlockedPool : IDisposable
    {
        private readonly ManualResetEventSlim _end = new();
        private readonly CountdownEvent _left = new(Environment.ProcessorCount);

        public BlockedPool()
        {
            for (int i = 0; i < Environment.ProcessorCount; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ =>
                {
                    _end.Wait();
                    _left.Signal();
                }, null);
            }
        }

        public void Dispose()
        {
            _end.Set();
            _left.Wait();
            _end.Dispose();
            _left.Dispose();
        }
    }
}
