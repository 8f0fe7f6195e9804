namespace ParallelCore.Stress.Checking;

/// <summary>Collects what was found wrong in a round, from any thread.</summary>
internal sealed class Verdict
{
    private const int MostShown = 12;

    private readonly object _lock = new();
    private readonly List<string> _messages = [];
    private int _count;

    public bool HasFailed => Volatile.Read(ref _count) > 0;

    public void Fail(string message)
    {
        lock (_lock)
        {
            if (_count++ < MostShown)
            {
                _messages.Add(message);
            }
        }
    }

    public void Check(bool isTrue, string message)
    {
        if (!isTrue)
        {
            Fail(message);
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            string shown = string.Join(Environment.NewLine, _messages.Select(message => "  - " + message));
            return _count > _messages.Count ? $"{shown}{Environment.NewLine}  and {_count - _messages.Count} more" : shown;
        }
    }
}
