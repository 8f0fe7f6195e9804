namespace ParallelCore.Tests.Loops;

/// <summary>Keeps the reports, and notices when two come at once.</summary>
internal sealed class RecordingProgress : IProgress<RangeProgress>
{
    private int _inside;

    public List<RangeProgress> Reports { get; } = [];

    public bool WereConcurrent { get; private set; }

    public int LastThread { get; private set; }

    public void Report(RangeProgress value)
    {
        if (Interlocked.Exchange(ref _inside, 1) != 0)
            WereConcurrent = true;
        Reports.Add(value);
        LastThread = Environment.CurrentManagedThreadId;
        Volatile.Write(ref _inside, 0);
    }
}
