namespace ParallelCore.Stress.Checking;

/// <summary>A progress listener that checks what it is told.</summary>
internal sealed class ProgressProbe(long total, Verdict verdict) : IProgress<RangeProgress>
{
    private int _isInside;
    private long _last = -1;

    public void Report(RangeProgress value)
    {
        verdict.Check(Interlocked.Exchange(ref _isInside, 1) == 0, "progress was reported twice at once");
        verdict.Check(value.Total == total, $"progress has a total of {value.Total}, not {total}");
        verdict.Check(value.Completed >= _last && value.Completed <= total, $"progress went from {_last} to {value.Completed} of {total}");
        _last = value.Completed;
        Volatile.Write(ref _isInside, 0);
    }

    public void CheckCompleted() => verdict.Check(_last == total, $"the last progress report said {_last} of {total}");
}
