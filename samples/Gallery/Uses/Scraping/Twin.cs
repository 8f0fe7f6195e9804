namespace ParallelCore.Gallery.Uses.Scraping;

internal static partial class Scraper
{
    public static async Task<long> ByForEachAsync(HttpClient client, int articles)
    {
        long sum = 0;
        var pace = new Pace(perSecond: 3_000);
        await Parallel.ForAsync(0, articles, new ParallelOptions { MaxDegreeOfParallelism = Degree }, async (article, token) =>
        {
            for (int attempt = 1; ; attempt++)
            {
                await pace.NextAsync(token);
                try
                {
                    Interlocked.Add(ref sum, await PriceAsync(client, article, token));
                    return;
                }
                catch (HttpRequestException) when (attempt < MostTries)
                {
                    // The shop was busy.
                }
            }
        });
        return sum;
    }
}
