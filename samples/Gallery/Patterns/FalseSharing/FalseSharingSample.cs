using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Patterns.FalseSharing;

internal sealed class FalseSharingSample : ISample
{
    private const int Parts = 8;

    public string Name => "false-sharing";

    public string Teaches => "right, and slower than on one core";

    public ITrial Prepare(Scale scale)
    {
        int each = scale.Pick(200_000, 5_000_000, 50_000_000);
        return new Trial<long>($"{Parts} sums of {each:N0} numbers", Expect.Exactly(Parts * (long)each * (each - 1) / 2))
            .Sequential("one after another", () => Sums.Sequential(Parts, each))
            .NaiveAndSlow("neighbours in an array", () => Sums.Neighbours(Parts, each))
            .Ours("a local for each", () => Sums.Local(Parts, each))
            .Also("far apart in an array", () => Sums.FarApart(Parts, each))
            .Also("StripedCounter", () => Sums.Striped(Parts, each))
            .Showing(static (console, _) => console.WriteLine("A StripedCounter is slower here than the sequential loop, and meant to be used otherwise: each Add looks up a cell and adds atomically, some nanoseconds, where the loop needs one. It pays where many threads add to one total now and then."));
    }
}
