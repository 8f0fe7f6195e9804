namespace ParallelCore.Stress.Operations;

/// <summary>How a fork is written.</summary>
internal enum ForkForm
{
    Actions,
    Functions,
    StaticLambda,
    Struct,
    Context,
}
