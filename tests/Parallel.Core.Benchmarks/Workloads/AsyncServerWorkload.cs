using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Requests to a server of this process, on the loopback.</summary>
internal sealed class AsyncServerWorkload : IWorkload
{
    private const int Degree = 64;
    private const double MostOfChannels = 1.05;

    public string Name => "async-server";

    public void Run(CompareSession session)
    {
        int count = session.IsQuick ? 2_000 : 20_000;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication server = builder.Build();
        server.Run(static context => context.Response.WriteAsync(context.Request.Path.Value![1..]));
        server.StartAsync().GetAwaiter().GetResult();
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Degree }) { BaseAddress = new Uri(server.Urls.First()) };
            long sum = 0;
            async ValueTask GetAsync(int i, CancellationToken token) => Interlocked.Add(ref sum, long.Parse(await client.GetStringAsync($"/{i}", token).ConfigureAwait(false)));
            var options = new ParallelOptions { MaxDegreeOfParallelism = Degree };
            var race = new Race($"{count:N0} GETs from a local server, degree {Degree}") { Items = count, Checksum = () => sum, Reset = () => sum = 0 }
                .Add(ContenderRole.Sequential, AsyncNames.Channels, Repeat.OfTask(() => ChannelAsync(count, GetAsync)))
                .Add(ContenderRole.Ours, AsyncNames.RunAsync, Repeat.OfTask(() => ParallelRange.RunAsync(0, count, Degree, GetAsync)))
                .Add(ContenderRole.Peer, AsyncNames.ForEachAsync, Repeat.OfTask(() => Parallel.ForEachAsync(Enumerable.Range(0, count), options, GetAsync)));
            RaceResult result = session.Race(race, session.LongCalls with { WarmUps = 1, Budget = 2 * session.LongCalls.Budget });
            double ofForEach = result.Seconds(AsyncNames.RunAsync) / result.Seconds(AsyncNames.ForEachAsync);
            double ofChannels = result.Seconds(AsyncNames.RunAsync) / result.Seconds(AsyncNames.Channels);
            session.AddTarget(Name, $"no slower than {AsyncNames.ForEachAsync}", $"{Text.Ratio(ofForEach)} x", ofForEach <= 1);
            session.AddTarget(Name, $"<= {Text.Ratio(MostOfChannels)} x loops over a channel", $"{Text.Ratio(ofChannels)} x", ofChannels <= MostOfChannels);
        }
        finally
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>What people write without a library.</summary>
    private static async Task ChannelAsync(int count, Func<int, CancellationToken, ValueTask> body)
    {
        var channel = Channel.CreateBounded<int>(new BoundedChannelOptions(2 * Degree) { SingleWriter = true });
        Task[] loops = [.. Enumerable.Range(0, Degree).Select(_ => Task.Run(async () =>
        {
            await foreach (int i in channel.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await body(i, CancellationToken.None).ConfigureAwait(false);
            }
        }))];
        for (int i = 0; i < count; i++)
        {
            await channel.Writer.WriteAsync(i).ConfigureAwait(false);
        }

        channel.Writer.Complete();
        await Task.WhenAll(loops).ConfigureAwait(false);
    }
}
