namespace ParallelCore;

/// <summary>A recursive computation that is handed the worker it runs on, so that no fork has to look it up.</summary>
/// <typeparam name="TState">What one call works on.</typeparam>
/// <typeparam name="TResult">What one call returns.</typeparam>
/// <remarks><b>Thread safety:</b> calls run at once on copies of the struct.</remarks>
public interface IForkBody<TState, TResult>
{
    /// <summary>Computes the result for <paramref name="state"/>, forking through <paramref name="context"/>.</summary>
    /// <param name="context">The worker that runs this call.</param>
    /// <param name="state">What to work on.</param>
    /// <returns>The result.</returns>
    TResult Invoke(ForkContext context, TState state);
}
