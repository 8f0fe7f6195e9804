using System.Globalization;

namespace ParallelCore.Gallery.Uses.Scraping;

/// <summary>Fetches every page of a shop and adds up the prices. A page that the shop couldn't give is asked for once more.</summary>
internal static partial class Scraper
{
    public static async Task<long> OneByOne(HttpClient client, int articles)
    {
        long sum = 0;
        for (int article = 0; article < articles; article++)
        {
            try
            {
                sum += await PriceAsync(client, article, CancellationToken.None);
            }
            catch (HttpRequestException)
            {
                sum += await PriceAsync(client, article, CancellationToken.None);
            }
        }

        return sum;
    }

    private static async Task<int> PriceAsync(HttpClient client, int article, CancellationToken cancellationToken)
    {
        string page = await client.GetStringAsync(new Uri(article.ToString(CultureInfo.InvariantCulture), UriKind.Relative), cancellationToken);
        int start = page.IndexOf("<b>", StringComparison.Ordinal) + 3;
        return int.Parse(page.AsSpan(start, page.IndexOf("</b>", StringComparison.Ordinal) - start), CultureInfo.InvariantCulture);
    }
}
