using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Uses.Scraping;

internal sealed class ScrapingSample : ISample
{
    public string Name => "scraping";

    public string Teaches => "bodies that wait: many at once, and not too many";

    public ITrial Prepare(Scale scale)
    {
        int articles = scale.Pick(100, 300, 5_000);
        long expected = Enumerable.Range(0, articles).Sum(static article => (long)ShopServer.PriceOf(article));
        var shop = new ShopServer(articles);
        var client = new HttpClient { BaseAddress = shop.Address };
        return new Trial<long>($"{articles:N0} pages of a shop, prices added up", Mistake)
            .Sequential("one page after the other", () => Scraper.OneByOne(client, articles).GetAwaiter().GetResult())
            .NaiveAndWrong("Task.WhenAll of all pages", () => Scraper.AllAtOnce(client, articles).GetAwaiter().GetResult())
            .NaiveAndWrong("async lambda in Parallel.For", () => Scraper.LoopThatDoesNotWait(client, articles))
            .Ours("RunAsync, 16 at once", () => Scraper.Politely(client, articles).GetAwaiter().GetResult())
            .Twin("Parallel.ForAsync", () => Scraper.ByForEachAsync(client, articles).GetAwaiter().GetResult())
            .BeforeEachRun(shop.OpenAnew)
            .AtTheEnd(() =>
            {
                client.Dispose();
                shop.Dispose();
            });

        string? Mistake(long found) =>
            found != expected ? $"{found:N0} cents instead of {expected:N0}"
            : shop.TurnedAway > 0 ? $"{shop.TurnedAway:N0} requests turned away, for asking for more than {ShopServer.MostAtOnce} at once" : null;
    }
}
