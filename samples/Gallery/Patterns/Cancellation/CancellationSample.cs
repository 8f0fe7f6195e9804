using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Patterns.Cancellation;

internal sealed class CancellationSample : ISample
{
    public string Name => "cancellation";

    public string Teaches => "stop a loop, and show how far it is";

    public ITrial Prepare(Scale scale)
    {
        int limit = scale.Pick(50_000, 1_000_000, 20_000_000);
        return new Trial<long>($"Numbers below {limit:N0} with Collatz chains over 100", Expect.Exactly(Search.Sequential(limit, CancellationToken.None)))
            .Sequential("asks the token each time", () => Search.Sequential(limit, CancellationToken.None))
            .NaiveAndWrong("returns from the body when cancelled", () => Search.LeaveTheBody(limit, new CancellationToken(canceled: true)))
            .Ours("RangeOptions.CancellationToken", () => Search.InParallel(limit, CancellationToken.None))
            .LimitedBy("the runtime's compiler copies the short loop of a chain into each form and lays it out differently there; where MethodImplOptions.NoInlining keeps it apart, little of the loss is left.")
            .Showing((console, _, cancellationToken) =>
            {
                ProgressDisplay.Follow(console, "Searching; Ctrl+C stops it", progress => Search.InParallel(limit, cancellationToken, progress));
                CancelInTheMiddle(console, limit, cancellationToken);
            });
    }

    /// <summary>By the loop's own progress, so that it always happens at about the same place.</summary>
    private static void CancelInTheMiddle(IAnsiConsole console, int limit, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var progress = new Canceller(source);
        try
        {
            Search.InParallel(limit, source.Token, progress);
            console.WriteLine("Once more: it was done before anybody cancelled.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            console.WriteLine($"Once more, cancelled in the middle by its own progress report: {progress.Last.Completed:N0} of {progress.Last.Total:N0} iterations had been done, and no body began after that.");
        }
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<RangeProgress>
    {
        public RangeProgress Last { get; private set; }

        // Called on whichever worker is there, but never twice at once.
        public void Report(RangeProgress value)
        {
            Last = value;
            if (value.Fraction > 0.5)
                source.Cancel();
        }
    }
}
