namespace ParallelCore.Gallery.Uses.Scraping;

internal static partial class Scraper
{
    /// <summary>All at once: as many connections as pages, and a server that turns most of them away.</summary>
    public static async Task<long> AllAtOnce(HttpClient client, int articles)
    {
        int[] prices = await Task.WhenAll(Enumerable.Range(0, articles).Select(async article =>
        {
            try
            {
                return await PriceAsync(client, article, CancellationToken.None);
            }
            catch (HttpRequestException)
            {
                return await PriceAsync(client, article, CancellationToken.None);
            }
        }));
        return prices.Sum(static price => (long)price);
    }

    /// <summary>A loop for bodies that compute, with a body that waits: it returns at its first <c>await</c>, and the loop is over before a page has come.</summary>
    public static long LoopThatDoesNotWait(HttpClient client, int articles)
    {
        long sum = 0;
        using var still = new CountdownEvent(articles);
        Parallel.For(0, articles, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async article =>
        {
            try
            {
                Interlocked.Add(ref sum, await PriceAsync(client, article, CancellationToken.None));
            }
            catch (HttpRequestException)
            {
                // Nobody would hear of it: of an async void method, it ends the process.
            }
            finally
            {
                still.Signal();
            }
        });
        long atTheEnd = Interlocked.Read(ref sum);
        still.Wait(); // not part of the mistake: so that nothing of it runs on
        return atTheEnd;
    }
}
