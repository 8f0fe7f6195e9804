namespace ParallelCore.Stress.Checking;

/// <summary>The time that a thread spends in a call.</summary>
internal readonly ref struct CallScope(Call call, Call? outer, Call? flow)
{
    public void Dispose() => call.End(outer, flow);
}
