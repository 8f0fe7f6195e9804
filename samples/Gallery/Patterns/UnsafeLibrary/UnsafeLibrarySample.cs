using ParallelCore.Collections;
using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Patterns.UnsafeLibrary;

internal sealed class UnsafeLibrarySample : ISample
{
    public string Name => "unsafe-library";

    public string Teaches => "a library that isn't thread-safe, behind a gate";

    public ITrial Prepare(Scale scale)
    {
        int documents = scale.Pick(2_000, 10_000, 100_000);
        var gate = new SerialGate("signer");
        return new Trial<long>($"{documents:N0} documents, signed", Expect.Exactly(Signing.Sequential(documents)))
            .Sequential("digest, sign", () => Signing.Sequential(documents))
            .NaiveAndWrong("called from all workers", () => Signing.Ungated(documents))
            .Ours("SerialGate around each call", () => Signing.Gated(documents, gate))
            .Also("a signer for each worker", () => Signing.OneForEachWorker(documents))
            .Showing((console, _) => console.WriteLine($"At the gate: {gate.Statistics}"));
    }
}
