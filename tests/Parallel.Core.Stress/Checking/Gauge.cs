namespace ParallelCore.Stress.Checking;

/// <summary>Counts the threads that run bodies of a limited region, and of all regions around it.</summary>
internal sealed class Gauge(int most, object region, Gauge? outer, Verdict verdict)
{
    private int _active;

    public void Enter()
    {
        for (Gauge? gauge = this; gauge is not null; gauge = gauge.Outer)
        {
            int active = Interlocked.Increment(ref gauge._active);
            if (active > gauge.Most)
            {
                verdict.Fail($"{active} workers run bodies where {gauge.Most} may; {gauge.Region}");
            }
        }
    }

    public void Leave()
    {
        for (Gauge? gauge = this; gauge is not null; gauge = gauge.Outer)
        {
            Interlocked.Decrement(ref gauge._active);
        }
    }

    private int Most => most;

    private object Region => region;

    private Gauge? Outer => outer;
}
