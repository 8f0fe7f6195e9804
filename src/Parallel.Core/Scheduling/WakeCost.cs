using System.Diagnostics;

namespace ParallelCore.Scheduling;

/// <summary>Learns what it costs on this machine to wake a sleeping thread, and says how long work must be to be worth it.</summary>
/// <remarks>
/// From a few microseconds on bare metal to a hundred and more between a virtual machine's processors, so no constant serves. Work that is shorter,
/// but comes again and again within a short time, is worth it together: the thread stays awake from one to the next.
/// Thread safety: any threads at once, without synchronisation; a lost update is made up by the next.
/// </remarks>
internal sealed class WakeCost
{
    /// <summary>Work of fewer ticks is never worth a wake-up, however cheap that is.</summary>
    public static readonly float Least = Stopwatch.Frequency / 1e6f * 25;

    private const float Weight = 1f / 8;
    private const float Margin = 2;

    private static readonly float s_mostSample = Stopwatch.Frequency / 1e6f * 300;
    private static readonly long s_soon = Stopwatch.Frequency / 1_000_000 * 500;

    private float _waker;
    private float _latency;
    private float _missed;
    private long _lastMissed;

    /// <summary>Work of at least so many ticks is worth a wake-up of its own.</summary>
    public float WorthWaking => Math.Max(Least, Margin * (Volatile.Read(ref _waker) + Volatile.Read(ref _latency)));

    /// <summary>A waker was held up from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void NoteWaker(long start, long end) => Learn(ref _waker, end - start);

    /// <summary>A thread whose waker began at <paramref name="start"/> runs.</summary>
    public void NoteLatency(long start) => Learn(ref _latency, Stopwatch.GetTimestamp() - start);

    /// <summary>Work of <paramref name="duration"/> ticks ran alone because everybody slept.</summary>
    public void NoteMissed(float duration, long now)
    {
        _missed = now - _lastMissed < s_soon ? _missed + duration : duration;
        _lastMissed = now;
    }

    /// <summary>True when the work of the last moments together would have been worth a wake-up.</summary>
    public bool IsDue(long now) => now - _lastMissed < s_soon && _missed > WorthWaking;

    private static void Learn(ref float average, long sample)
    {
        float bounded = Math.Clamp(sample, 1, s_mostSample);
        float known = Volatile.Read(ref average);
        Volatile.Write(ref average, known == 0 ? bounded : known + (bounded - known) * Weight);
    }
}
