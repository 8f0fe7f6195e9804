using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>Items of a store whose lock can be held at will: the next push or pop stays inside it until somebody else wants it. Or it fails, as one whose comparer throws.</summary>
internal sealed class GatedItems : IOrderedItems<int>
{
    private readonly LifoItems<int> _items = new();
    private readonly ManualResetEventSlim _isInside = new();
    private Func<bool>? _mayGoOn;
    private int _callsUntilFailure = -1;

    public int Count => _items.Count;

    public void Push(int item)
    {
        Linger();
        _items.Push(item);
    }

    public int Pop()
    {
        Linger();
        return _items.Pop();
    }

    /// <summary>Runs a call that pushes or pops on a thread of its own, and returns when it is inside the lock, which it leaves when <paramref name="hasEnded"/>, or
    /// when somebody has come to wait for the lock.</summary>
    public BlockedThread Hold(Action call, Func<bool> hasEnded)
    {
        _isInside.Reset();
        _mayGoOn = hasEnded;
        var holder = new BlockedThread(call);
        _isInside.Wait();
        return holder;
    }

    /// <summary>The push or pop after the next one fails.</summary>
    public void FailAfterNext() => _callsUntilFailure = 1;

    private void Linger()
    {
        if (_callsUntilFailure >= 0 && _callsUntilFailure-- == 0)
            throw new FormatException();

        if (_mayGoOn is not { } mayGoOn)
            return;
        _mayGoOn = null;
        long contentions = Monitor.LockContentionCount;
        _isInside.Set();
        SpinWait.SpinUntil(() => Monitor.LockContentionCount > contentions || mayGoOn());
    }
}
