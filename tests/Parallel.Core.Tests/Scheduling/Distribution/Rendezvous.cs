namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>Where so many bodies meet: whoever comes waits for the last one, so they only meet if all of them run at once.</summary>
/// <remarks>
/// The clock decides nothing but how long a deadlock lasts: a body that has waited in vain lets all others go, so that the run ends and can be judged. From then
/// on the process has failed anyway, and its later meetings get little time.
/// </remarks>
internal sealed class Rendezvous
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_lostPatience = TimeSpan.FromMilliseconds(250);
    private static bool s_isPatienceLost;

    private readonly object _gate = new();
    private readonly int _expected;
    private int _came;
    private int? _cameInTime;
    private bool _isOpen;

    private Rendezvous(int expected) => _expected = expected;

    /// <summary>Runs something that is to come so many times to the meeting that it is handed, and fails if fewer or more did, or not in time.</summary>
    public static void Of(int bodies, Action<Rendezvous> run)
    {
        var meeting = new Rendezvous(bodies);
        run(meeting);
        if (meeting._cameInTime is { } inTime)
            Assert.Fail($"Only {inTime} of {bodies} came while they waited for each other.");
        Assert.Equal(bodies, meeting._came);
    }

    /// <summary>Comes and waits for all others.</summary>
    public void Meet()
    {
        Come();
        lock (_gate)
        {
            while (!_isOpen)
            {
                if (Monitor.Wait(_gate, Volatile.Read(ref s_isPatienceLost) ? s_lostPatience : s_patience))
                    continue;
                Volatile.Write(ref s_isPatienceLost, true);
                _cameInTime ??= Volatile.Read(ref _came);
                Open();
            }
        }
    }

    /// <summary>Comes, and goes on at once.</summary>
    public void Come()
    {
        if (Interlocked.Increment(ref _came) != _expected)
            return;
        lock (_gate)
            Open();
    }

    private void Open()
    {
        _isOpen = true;
        Monitor.PulseAll(_gate);
    }
}
