namespace ParallelCore.Stress.Checking;

/// <summary>The time that a thread spends in a body.</summary>
internal readonly ref struct BodyScope(Call call, Call? outer)
{
    public void Dispose() => call.Exit(outer);
}
