namespace ParallelCore.Collections;

/// <summary>Waits for an operation of a channel that a caller's token can end.</summary>
/// <remarks>
/// The channels of .NET 10 can complete an operation twice when its token is cancelled just while the operation registers with it (dotnet/runtime issues 129796
/// and 132094, pull request 132230): a read then loses an item, and a write reports a cancellation although it has written. So an operation gets a token of its own, which can't
/// be cancelled before the operation has begun.
/// </remarks>
internal static class Withdrawable
{
    public static async ValueTask<TResult> WaitAsync<TState, TResult>(
        Func<TState, CancellationToken, ValueTask<TResult>> begin, TState state, CancellationToken cancellationToken)
    {
        using var withdrawal = new CancellationTokenSource();
        ValueTask<TResult> operation = begin(state, withdrawal.Token);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), withdrawal);
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (e.CancellationToken == withdrawal.Token)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
