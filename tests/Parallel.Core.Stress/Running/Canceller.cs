using System.Collections.Concurrent;

namespace ParallelCore.Stress.Running;

/// <summary>A thread that cancels loops from outside, a while after they asked for it.</summary>
internal sealed class Canceller : IDisposable
{
    private readonly BlockingCollection<(CancellationTokenSource Source, int Pauses)> _wanted = [];
    private readonly Thread _thread;

    public Canceller()
    {
        _thread = new Thread(Loop) { IsBackground = true, Name = "canceller" };
        _thread.Start();
    }

    public void CancelLater(CancellationTokenSource source, int pauses) => _wanted.Add((source, pauses));

    public void Dispose()
    {
        _wanted.CompleteAdding();
        _thread.Join();
        _wanted.Dispose();
    }

    private void Loop()
    {
        foreach ((CancellationTokenSource source, int pauses) in _wanted.GetConsumingEnumerable())
        {
            Thread.SpinWait(pauses);
            source.Cancel();
        }
    }
}
