using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

internal sealed class BufferTrial(BufferForm form, int capacity) : IBufferTrial
{
    private static readonly Comparer<int> ByRemainder =
        Comparer<int>.Create((x, y) => (x % BufferModel.Priorities).CompareTo(y % BufferModel.Priorities));

    private readonly BlockingBuffer<int> _buffer = form == BufferForm.Priority
        ? BlockingBuffer.Priority(ByRemainder, capacity)
        : Buffers.Make<int>(form, capacity);

    public string TryPut(int item)
    {
        try
        {
            return _buffer.TryPut(item) ? "put" : "full";
        }
        catch (InvalidOperationException)
        {
            return "complete";
        }
    }

    public string TryGet() => _buffer.TryGet(out int item) ? $"got {item}" : "empty";

    public string TryGetAndFinish()
    {
        string got = TryGet();
        return got == "empty" ? got : $"{got}, {TaskDone()}";
    }

    public string TaskDone()
    {
        try
        {
            _buffer.TaskDone();
            return "done";
        }
        catch (InvalidOperationException)
        {
            return "too often";
        }
    }

    public string TryJoin() => _buffer.TryJoin(TimeSpan.Zero) ? "joined" : "unfinished";

    public string Complete()
    {
        _buffer.Complete();
        return "";
    }
}
