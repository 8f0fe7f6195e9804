using FluentAssertions;

namespace ParallelCore.Tests.Scheduling.Blocking;

/// <summary>So many bodies wait at the same time, until one more comes and lets all of them go.</summary>
internal sealed class Siege(int blocked)
{
    /// <summary>Longer than any healthy wait, so that a broken one fails instead of hanging.</summary>
    public static readonly TimeSpan Forever = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _relief = new();
    private int _arrived;

    /// <summary>How the bodies wait; in a region, unless the test says otherwise.</summary>
    public Action<ManualResetEventSlim> Wait { get; init; } = static relief =>
    {
        using (ParallelRange.Blocking())
            WaitFor(relief);
    };

    public static void WaitFor(ManualResetEventSlim signal) => signal.Wait(Forever).Should().BeTrue("somebody must come to end the wait");

    public void Join()
    {
        int arrived = Interlocked.Increment(ref _arrived);
        if (arrived <= blocked)
            Wait(_relief);
        else
            _relief.Set();
    }
}
