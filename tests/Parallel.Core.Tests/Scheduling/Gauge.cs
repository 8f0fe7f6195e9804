namespace ParallelCore.Tests.Scheduling;

/// <summary>Counts who is inside at the same time, by thread: a thread that enters again counts once.</summary>
internal sealed class Gauge
{
    private readonly ThreadLocal<int> _depth = new();
    private int _inside;
    private int _most;

    public int Most => Volatile.Read(ref _most);

    public void Enter()
    {
        if (_depth.Value++ > 0)
            return;
        int inside = Interlocked.Increment(ref _inside);
        int most = Volatile.Read(ref _most);
        while (inside > most)
            most = Interlocked.CompareExchange(ref _most, inside, most);
    }

    public void Leave()
    {
        if (--_depth.Value == 0)
            Interlocked.Decrement(ref _inside);
    }

    public void Around(Action body)
    {
        Enter();
        try
        {
            body();
        }
        finally
        {
            Leave();
        }
    }
}
