namespace ParallelCore.Tests.Collections;

/// <summary>A buffer that looks for space and for an item outside the lock under which it uses them, and counts as carelessly.</summary>
internal sealed class BrokenBufferTrial(BufferForm form, int capacity) : IBufferTrial
{
    private readonly object _lock = new();
    private readonly BufferModel _inner = new(form, int.MaxValue);
    private int _count;
    private int _unfinished;
    private bool _isComplete;

    public string TryPut(int item)
    {
        if (Volatile.Read(ref _isComplete))
            return "complete";
        if (Volatile.Read(ref _count) >= capacity)
            return "full";
        Thread.Yield();
        lock (_lock)
        {
            _count++;
            _unfinished++;
            return _inner.TryPut(item);
        }
    }

    public string TryGet()
    {
        if (Volatile.Read(ref _count) == 0)
            return "empty";
        Thread.Yield();
        lock (_lock)
        {
            _count--;
            return _inner.TryGet();
        }
    }

    public string TryGetAndFinish()
    {
        string got = TryGet();
        return got == "empty" ? got : $"{got}, {TaskDone()}";
    }

    public string TaskDone()
    {
        int unfinished = Volatile.Read(ref _unfinished);
        if (unfinished == 0)
            return "too often";
        Thread.Yield();
        Volatile.Write(ref _unfinished, unfinished - 1);
        return "done";
    }

    public string TryJoin() => Volatile.Read(ref _unfinished) == 0 ? "joined" : "unfinished";

    public string Complete()
    {
        Volatile.Write(ref _isComplete, true);
        return "";
    }
}
