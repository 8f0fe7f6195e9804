// A service in the middle of an endless loop: SIGTERM cancels its token, which ends the loop, and the process with it.
using ParallelCore;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddHostedService<Grinder>();
await builder.Build().RunAsync();
Console.WriteLine($"SMOKE service: {(Grinder.WasCancelled ? "the loop ended with the service" : "THE LOOP WAS NOT CANCELLED")}");
return Grinder.WasCancelled ? 0 : 1;

internal sealed class Grinder : BackgroundService
{
    public static bool WasCancelled { get; private set; }

    // The loop blocks whoever calls it: not the thread that starts the other services.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => Grind(stoppingToken), CancellationToken.None);

    private static void Grind(CancellationToken stoppingToken)
    {
        try
        {
            ParallelRange.Run(
                0L,
                long.MaxValue,
                i =>
                {
                    if (i == 1_000)
                        Console.WriteLine("grinding");
                },
                new RangeOptions { CancellationToken = stoppingToken });
        }
        catch (OperationCanceledException)
        {
            WasCancelled = true;
        }
    }
}
