using ParallelCore.Scheduling;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A scheduler, and bodies that sleep on it and are counted.</summary>
/// <param name="scheduler">The scheduler.</param>
/// <param name="unit">How long a body sleeps, in milliseconds.</param>
internal sealed class VirtualCores(WorkStealingScheduler scheduler, int unit)
{
    public const int MostBodies = 100_000;
    private readonly int[] _runs = new int[MostBodies];

    public int Workers => scheduler.Workers;

    public RangeOptions Options { get; } = new() { Scheduler = scheduler };

    public void Run(Action body) => scheduler.Run(body);

    public void Sleep(int body) => Sleep(body, unit);

    /// <summary>A tenth of a unit.</summary>
    public void Nap(int body) => Sleep(body, unit / 10);

    /// <summary>Next to nothing, so that the pieces of the loop grow long.</summary>
    public void Touch(int body) => _runs[body]++;

    public void Clear() => Array.Clear(_runs);

    public bool HaveRunEachOnce(int bodies) => !_runs.AsSpan(0, bodies).ContainsAnyExcept(1) && !_runs.AsSpan(bodies).ContainsAnyExcept(0);

    private void Sleep(int body, int milliseconds)
    {
        Thread.Sleep(milliseconds);
        Interlocked.Increment(ref _runs[body]);
    }
}

/// <summary>One shape of coarse work on as many cores as a scheduler has workers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Most">How many times the ideal it may take.</param>
/// <param name="Ideal">How long it takes when no worker ever lacks work, in units.</param>
/// <param name="Bodies">How many bodies it has.</param>
/// <param name="Run">Does it.</param>
internal sealed record VirtualCoresShape(string Name, double Most, double Ideal, Func<VirtualCores, int> Bodies, Action<VirtualCores> Run)
{
    private const double Close = 1.15;
    private const double Fair = 1.5;
    private const int Inner = 4;
    private const int SlowPerWorker = 12;
    private const int ShortPerLong = 10;

    public static IReadOnlyList<VirtualCoresShape> All { get; } =
    [
        new("W equal iterations, chunk 1", Close, 1, BodyPerWorker, static cores => ParallelRange.Run(0, cores.Workers, 1, cores.Sleep, cores.Options)),
        new("W equal iterations, Even", Close, 1, BodyPerWorker, static cores => ParallelRange.Run(0, cores.Workers, ChunkPolicy.Even, cores.Sleep, cores.Options)),
        new("scope of W spawns", Close, 1, BodyPerWorker, static cores => cores.Run(() => RunScope(cores))),
        new("fork tree of W leaves", Close, 1, BodyPerWorker, static cores => cores.Run(() => RunTree(cores, 0, cores.Workers))),
        new("nested, W/2 x 4", Fair, 2, static cores => cores.Workers / 2 * Inner, RunNested),
        new("12 W slow among 100,000 cheap", Fair, SlowPerWorker * 0.1, static _ => VirtualCores.MostBodies, RunSlowAmongCheap),
        new(
            "a long one first, then short ones",
            Close,
            1,
            static cores => 1 + ShortOnes(cores),
            static cores => ParallelRange.Run(0, 1 + ShortOnes(cores), i => RunLongOrShort(cores, i), cores.Options)),
    ];

    private static int BodyPerWorker(VirtualCores cores) => cores.Workers;

    private static void RunScope(VirtualCores cores) => ForkJoin.Scope(scope =>
    {
        for (int i = 0; i < cores.Workers; i++)
        {
            scope.Spawn(i, cores.Sleep);
        }
    });

    private static void RunTree(VirtualCores cores, int start, int end)
    {
        if (end - start == 1)
        {
            cores.Sleep(start);
        }
        else
        {
            int middle = (start + end) / 2;
            ForkJoin.Invoke(() => RunTree(cores, start, middle), () => RunTree(cores, middle, end));
        }
    }

    private static void RunNested(VirtualCores cores) =>
        ParallelRange.Run(0, cores.Workers / 2, 1, i => ParallelRange.Run(i * Inner, (i + 1) * Inner, 1, cores.Sleep, cores.Options), cores.Options);

    /// <summary>The loop has seen nothing but cheap ones when it meets the slow ones.</summary>
    private static void RunSlowAmongCheap(VirtualCores cores)
    {
        bool[] isSlow = new bool[VirtualCores.MostBodies];
        RunSlowOrCheap(cores, isSlow);
        cores.Clear();
        int[] order = [.. Enumerable.Range(0, VirtualCores.MostBodies)];
        new Random(1).Shuffle(order);
        foreach (int i in order.AsSpan(0, SlowPerWorker * cores.Workers))
        {
            isSlow[i] = true;
        }

        RunSlowOrCheap(cores, isSlow);
    }

    private static void RunSlowOrCheap(VirtualCores cores, bool[] isSlow) => ParallelRange.Run(
        0,
        isSlow.Length,
        i =>
        {
            if (isSlow[i])
                cores.Nap(i);
            else
                cores.Touch(i);
        },
        cores.Options);

    /// <summary>As many as keep all other workers busy for as long as the long one takes.</summary>
    private static int ShortOnes(VirtualCores cores) => ShortPerLong * (cores.Workers - 1);

    private static void RunLongOrShort(VirtualCores cores, int i)
    {
        if (i == 0)
            cores.Sleep(i);
        else
            cores.Nap(i);
    }
}
