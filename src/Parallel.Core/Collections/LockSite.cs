namespace ParallelCore.Collections;

/// <summary>A place in the user's code that takes a lock.</summary>
internal readonly record struct LockSite(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}
