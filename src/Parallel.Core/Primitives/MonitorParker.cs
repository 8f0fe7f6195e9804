namespace ParallelCore.Primitives;

/// <summary>Sleeps in a monitor: slower to wake, there on every platform.</summary>
internal sealed class MonitorParker : Parker
{
    private readonly object _gate = new();
    private bool _token;

    public override void Park()
    {
        lock (_gate)
        {
            while (!_token)
            {
                Monitor.Wait(_gate);
            }

            _token = false;
        }
    }

    public override void Unpark()
    {
        lock (_gate)
        {
            _token = true;
            Monitor.Pulse(_gate);
        }
    }
}
