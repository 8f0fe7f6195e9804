namespace ParallelCore.Stress.Operations;

/// <summary>The operations of outside threads.</summary>
internal enum RootKind
{
    Loop,
    Fork,
    Scope,
    Tasks,
    Recursion,
    Dispose,
    Deep,
    SharedState,
    Siege,
}
