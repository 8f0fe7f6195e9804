namespace ParallelCore.Tests.Collections;

/// <summary>Another thread that is inside a lock from construction to disposal.</summary>
internal sealed class Holder : IDisposable
{
    private readonly ManualResetEventSlim _isInside = new();
    private readonly ManualResetEventSlim _mayLeave = new();
    private readonly Thread _thread;

    public Holder(Action<Action> hold)
    {
        _thread = new Thread(() => hold(() =>
        {
            _isInside.Set();
            _mayLeave.Wait();
        })) { IsBackground = true };
        _thread.Start();
        _isInside.Wait();
    }

    public void Dispose()
    {
        _mayLeave.Set();
        _thread.Join();
        _isInside.Dispose();
        _mayLeave.Dispose();
    }
}
