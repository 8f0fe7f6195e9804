using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>What each form allocates, on all threads, over short loops and over loops that other workers take part in.</summary>
internal sealed class BytesWorkload : IWorkload
{
    private const int Short = 64;
    private const int Long = 40_000;

    public string Name => "bytes";

    public void Run(CompareSession session)
    {
        int calls = session.IsQuick ? 200 : 2_000;
        WarmUp();
        var figures = AllocationForms.All
            .Select(form => (
                form.Name,
                Short: AllocatedBytes.PerCall(Repeat.Of(form.Run, Short), 10 * calls),
                Long: AllocatedBytes.PerCall(Repeat.Of(form.Run, Long), calls)))
            .ToArray();
        BytesTable.Show(figures);
        var allocating = figures.Where(figure => figure.Short > 0 || figure.Long > 0).ToArray();
        session.AddTarget(
            Name,
            $"0 bytes a call, {figures.Length} forms",
            allocating.Length == 0 ? "0 in all" : string.Join("; ", allocating.Select(figure => $"{figure.Name}: {Text.Bytes(figure.Short)}, long {Text.Bytes(figure.Long)}")),
            allocating.Length == 0);
    }

    private static void WarmUp()
    {
        for (int pass = 0; pass < 3; pass++)
        {
            foreach ((_, Action<int> run) in AllocationForms.All)
            {
                Repeat.Of(run, Short)(40);
                Repeat.Of(run, Long)(40);
            }

            Thread.Sleep(120);
        }
    }
}
