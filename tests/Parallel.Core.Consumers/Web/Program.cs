// A minimal API whose requests run loops: 64 clients at once, each of which gets its own answer. With "latency" as argument, how long clients wait instead.
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using ParallelCore;

const int Clients = 64;
const int RequestsPerClient = 5;
if (args is ["latency", ..])
{
    await Latency.RunAsync(seconds: args.Contains("--quick") ? 0.5 : 5, rounds: args.Contains("--quick") ? 1 : 5);
    return 0;
}

if (args is ["ask", var address, var clients, var seconds])
{
    await Latency.AskAsync(address, int.Parse(clients, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture));
    return 0;
}

var caller = new AsyncLocal<int>();

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
await using WebApplication app = builder.Build();

// The sum of 1 to n, added up by a loop; -1 if a body has run in the context of another request.
app.MapGet("/sum/{n:int}", (int n) =>
{
    caller.Value = n;
    long sum = 0;
    bool isOwn = true;
    ParallelRange.Run(1, n + 1, ChunkPolicy.Auto, (start, end) =>
    {
        if (caller.Value != n)
            isOwn = false;
        long part = 0;
        for (int i = start; i < end; i++)
            part += i;
        Interlocked.Add(ref sum, part);
    });
    return isOwn ? sum : -1;
});

await app.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
int[] wrong = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async id =>
{
    int failed = 0;
    for (int i = 0; i < RequestsPerClient; i++)
    {
        long n = 1_000 * id + 100_000 * i;
        string answer = await client.GetStringAsync($"/sum/{n}");
        failed += answer == (n * (n + 1) / 2).ToString(CultureInfo.InvariantCulture) ? 0 : 1;
    }

    return failed;
}));
await app.StopAsync();
Console.WriteLine($"SMOKE web: {Clients * RequestsPerClient} requests, {wrong.Sum()} wrong answers");
return wrong.Sum() == 0 ? 0 : 1;
