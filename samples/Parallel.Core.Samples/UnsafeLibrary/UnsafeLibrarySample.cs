using Spectre.Console;

namespace ParallelCore.Samples.UnsafeLibrary;

/// <summary>A library that keeps state behind your back, used from all workers.</summary>
internal sealed class UnsafeLibrarySample : ISample
{
    public string Name => "unsafe-library";

    public string Question => "how do I call a library that isn't thread-safe?";

    public bool Run(bool isQuick)
    {
        int documents = isQuick ? 500 : 5_000;
        long expected = Signing.Sequential(documents);
        var comparison = new Comparison(FormattableString.Invariant($"Sign {documents:N0} documents"), isQuick ? 1 : 5, sum => sum == expected);
        comparison.Add("sequential", () => Signing.Sequential(documents));
        comparison.AddNaive("called from all workers", () => Signing.Naive(documents));
        comparison.Add("SerialGate around each call", () => Signing.Gated(documents));
        comparison.Add("a signer for each worker", () => Signing.OneForEachWorker(documents));
        bool isRight = comparison.Run();
        AnsiConsole.WriteLine(FormattableString.Invariant($"At the gate: {Signing.Waits}"));
        return isRight;
    }
}
