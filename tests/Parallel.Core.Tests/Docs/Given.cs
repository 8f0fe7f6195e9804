using System.Net;

namespace ParallelCore.Tests.Docs;

/// <summary>What the snippets of the documents use without declaring it. Named as a reader would name it.</summary>
public static class Given
{
    public static readonly double[] a = [.. Enumerable.Range(0, 10_000).Select(i => (double)(i * 7_919L % 10_007))];
    public static readonly double[] b = new double[10_000];
    public static readonly double[,] source = new double[100, 200];
    public static readonly double[,] target = new double[200, 100];
    public static readonly List<int>[] lists = [[3, 1, 2], [2, 1], []];
    public static readonly int n = 10_000;
    public static readonly CancellationToken token = CancellationToken.None;
    public static readonly string[] urls = ["https://example.org/", "https://example.org/one", "https://example.org/two"];
    public static readonly HttpClient client = new(new Pages());

    public static void Work(int i)
    {
        if (i >= 0 && i < b.Length)
            b[i] = i;
    }

    public static long Cost(int i) => i % 7;

    public static bool IsBad(int i) => i == 1234;

    public static bool IsPrime(int i) => Sieve.IsPrime[i];

    /// <summary>A snippet may ask a million times.</summary>
    private static class Sieve
    {
        public static readonly bool[] IsPrime = Create(5_000_000);

        private static bool[] Create(int count)
        {
            var isPrime = new bool[count];
            Array.Fill(isPrime, true, 2, count - 2);
            for (int i = 2; i * i < count; i++)
            {
                for (int multiple = i * i; isPrime[i] && multiple < count; multiple += i)
                    isPrime[multiple] = false;
            }

            return isPrime;
        }
    }

    /// <summary>A server that needs no network.</summary>
    private sealed class Pages : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($"The page at {request.RequestUri}") };
        }
    }
}
