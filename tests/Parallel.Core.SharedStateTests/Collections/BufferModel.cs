namespace ParallelCore.Tests.Collections;

/// <summary>What a buffer does when one thread uses it. Items are compared by their remainder, so that there are equal ones.</summary>
internal sealed class BufferModel(BufferForm form, int capacity) : IBufferTrial
{
    public const int Priorities = 3;

    private readonly List<int> _items = [];
    private int _unfinished;
    private bool _isComplete;

    public string TryPut(int item)
    {
        if (_isComplete)
            return "complete";
        if (_items.Count == capacity)
            return "full";
        _items.Add(item);
        _unfinished++;
        return "put";
    }

    public string TryGet()
    {
        if (_items.Count == 0)
            return "empty";
        int next = form switch
        {
            BufferForm.Fifo => 0,
            BufferForm.Lifo => _items.Count - 1,
            _ => _items.FindIndex(item => item % Priorities == _items.Min(other => other % Priorities)),
        };
        int taken = _items[next];
        _items.RemoveAt(next);
        return $"got {taken}";
    }

    public string TryGetAndFinish()
    {
        string got = TryGet();
        return got == "empty" ? got : $"{got}, {TaskDone()}";
    }

    public string TaskDone()
    {
        if (_unfinished == 0)
            return "too often";
        _unfinished--;
        return "done";
    }

    public string TryJoin() => _unfinished == 0 ? "joined" : "unfinished";

    public string Complete()
    {
        _isComplete = true;
        return "";
    }
}
