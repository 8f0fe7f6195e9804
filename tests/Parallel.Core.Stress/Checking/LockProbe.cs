namespace ParallelCore.Stress.Checking;

/// <summary>A lock that bodies hold across nested calls. Monitors are re-entrant, so a stranger's body on the holder's thread would get in.</summary>
internal sealed class LockProbe
{
    private readonly object _lock = new();
    private bool _isHeld;

    public void Hold(Verdict verdict, bool blocks, Action body)
    {
        BlockingRegion wait = blocks ? ParallelRange.Blocking() : default;
        lock (_lock)
        {
            wait.Dispose();
            verdict.Check(!_isHeld, "a lock held across a nested call was entered again");
            _isHeld = true;
            body();
            _isHeld = false;
        }
    }
}
