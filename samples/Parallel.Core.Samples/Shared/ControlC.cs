namespace ParallelCore.Samples;

/// <summary>Turns Ctrl+C into a cancelled token while it is in use, instead of the end of the process.</summary>
internal sealed class ControlC : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public ControlC() => Console.CancelKeyPress += Cancel;

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Cancel;
        _source.Dispose();
    }

    private void Cancel(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = true; // the key press is dealt with: stay alive
        _source.Cancel();
    }
}
