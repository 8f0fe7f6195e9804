using System.Diagnostics;

namespace ParallelCore.Gallery.Uses.Scraping;

internal static partial class Scraper
{
    private const int Degree = 16;
    private const int MostTries = 3;

    /// <summary>At most so many at once, not more per second than agreed, and each page is tried again: no thread waits meanwhile.</summary>
    public static async Task<long> Politely(HttpClient client, int articles)
    {
        long sum = 0;
        var pace = new Pace(perSecond: 3_000);
        var options = new AsyncOptions
        {
            Around = async (call, token) =>
            {
                for (int attempt = 1; ; attempt++)
                {
                    await pace.NextAsync(token);
                    try
                    {
                        await call(token);
                        return;
                    }
                    catch (HttpRequestException) when (attempt < MostTries)
                    {
                        // The shop was busy. The pace is the pause.
                    }
                }
            },
        };
        await ParallelRange.RunAsync(0, articles, Degree, async (article, token) => Interlocked.Add(ref sum, await PriceAsync(client, article, token)), options);
        return sum;
    }

    /// <summary>Lets callers through one after the other, so many per second: each takes the next place in time, and waits for it.</summary>
    private sealed class Pace(int perSecond)
    {
        private readonly long _gap = Stopwatch.Frequency / perSecond;
        private readonly Lock _lock = new();
        private long _next = Stopwatch.GetTimestamp();

        public async ValueTask NextAsync(CancellationToken cancellationToken)
        {
            long now = Stopwatch.GetTimestamp();
            long mine;
            lock (_lock)
                mine = _next = Math.Max(now, _next + _gap);
            if (mine > now)
                await Task.Delay(Stopwatch.GetElapsedTime(now, mine), cancellationToken);
        }
    }
}
