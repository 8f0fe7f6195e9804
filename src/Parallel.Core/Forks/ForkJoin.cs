using System.Runtime.CompilerServices;
using ParallelCore.Forks;
using ParallelCore.Loops;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>Runs two things at once, recursively, as deep as they divide.</summary>
/// <remarks>
/// <para>The calling thread takes part. Inside a loop or fork the workers of its scheduler are used, elsewhere those of
/// <see cref="WorkStealingScheduler.Shared"/>. Forking costs nanoseconds, so no cut-off is needed to keep it cheap. A thread that waits for a side only ever
/// runs parts of that side.</para>
/// <para><b>Exceptions:</b> both sides always run; failures come as one flat <see cref="AggregateException"/>, the left side's first.
/// A recursion too deep for the stack ends in <see cref="InsufficientExecutionStackException"/>, in that aggregate.</para>
/// <para><b>Execution context</b> (AsyncLocal, Activity, culture): a stolen side runs in that of the thread that called <see cref="Invoke(Action, Action)"/>,
/// <see cref="Invoke{TLeft, TRight}(Func{TLeft}, Func{TRight})"/>, <see cref="Run"/> or <see cref="Scope(Action{ForkScope})"/>. The recursive forms do not look at it at every
/// fork: their stolen sides get the one in which the recursion began.</para>
/// <para><b>Thread safety:</b> all members may be called from any threads at once.</para>
/// <para><b>Source:</b> fork/join with split deques, after Lace (van Dijk, van de Pol, 2014), and an asymmetric fence for what is private (Dice, Huang, Yang,
/// 2001).</para>
/// </remarks>
public static class ForkJoin
{
    /// <summary>Runs both actions, in parallel if another worker is free, and returns when both have finished.</summary>
    /// <param name="left">Runs on the calling thread.</param>
    /// <param name="right">Runs on another worker or, after <paramref name="left"/>, on the calling thread.</param>
    /// <exception cref="ArgumentNullException">An argument is null; nothing has run.</exception>
    /// <exception cref="AggregateException">One or both failed: flat, those of <paramref name="left"/> first.</exception>
    /// <remarks><b>Complexity:</b> no allocation once warm. <b>Blocking:</b> until both have finished.</remarks>
    public static void Invoke(Action left, Action right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        Pair<Action, byte, ActionBody, Action, byte, ActionBody>(left, default, right, default, SiteCosts.Key(left, 0));
    }

    /// <summary>Runs any number of actions, each of which another worker may take.</summary>
    /// <param name="actions">What to run. None runs nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    /// <exception cref="ArgumentException">An element of <paramref name="actions"/> is null; nothing was run.</exception>
    /// <exception cref="AggregateException">One or more actions failed: their exceptions, flat, that of the first one in the array first. All before it have
    /// run.</exception>
    /// <remarks>Thread safety: any threads at once. Order: none. Blocking: until all have finished. Complexity: that of a loop with as many iterations, and what
    /// the array takes.</remarks>
    /// <example><code>ForkJoin.Invoke(LoadUsers, LoadOrders, LoadPrices);</code></example>
    public static void Invoke(params Action[] actions) => InvokeAll(null, actions);

    /// <summary>Runs any number of actions with options.</summary>
    /// <param name="options">Worker limit, cancellation, progress in actions, scheduler, name.</param>
    /// <param name="actions">What to run. None runs nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> or <paramref name="actions"/> is null.</exception>
    /// <exception cref="ArgumentException">An element of <paramref name="actions"/> is null; nothing was run.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more actions failed; as for <see cref="Invoke(Action[])"/>.</exception>
    /// <remarks>As for <see cref="Invoke(Action[])"/>. Once the token is cancelled, no further action begins.</remarks>
    [OverloadResolutionPriority(-1)] // a null first argument is a null action
    public static void Invoke(RangeOptions options, params Action[] actions)
    {
        ArgumentNullException.ThrowIfNull(options);
        InvokeAll(options, actions);
    }

    /// <summary>Computes both values, in parallel if another worker is free, and returns when both are there.</summary>
    /// <typeparam name="TLeft">The left value's type.</typeparam>
    /// <typeparam name="TRight">The right value's type.</typeparam>
    /// <param name="left">Runs on the calling thread.</param>
    /// <param name="right">Runs on another worker or, after <paramref name="left"/>, on the calling thread.</param>
    /// <returns>Both values.</returns>
    /// <exception cref="ArgumentNullException">An argument is null; nothing has run.</exception>
    /// <exception cref="AggregateException">One or both failed: flat, those of <paramref name="left"/> first.</exception>
    /// <remarks><b>Complexity:</b> no allocation once warm. <b>Blocking:</b> until both have finished.</remarks>
    public static (TLeft Left, TRight Right) Invoke<TLeft, TRight>(Func<TLeft> left, Func<TRight> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Pair<Func<TLeft>, TLeft, FuncBody<TLeft>, Func<TRight>, TRight, FuncBody<TRight>>(left, default, right, default, SiteCosts.Key(left, 0));
    }

    /// <summary>Runs three functions, the second and third of which other workers may take.</summary>
    /// <typeparam name="TFirst">The first result.</typeparam>
    /// <typeparam name="TSecond">The second result.</typeparam>
    /// <typeparam name="TThird">The third result.</typeparam>
    /// <param name="first">Runs on the calling thread.</param>
    /// <param name="second">May run on another worker.</param>
    /// <param name="third">May run on another worker.</param>
    /// <returns>The results.</returns>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    /// <exception cref="AggregateException">One or more failed; all have run. Their exceptions, flat, the first function's first.</exception>
    /// <remarks>As for two functions. It allocates for each call, where a struct body would not.</remarks>
    /// <example><code>(int users, int orders, decimal total) = ForkJoin.Invoke(CountUsers, CountOrders, SumPrices);</code></example>
    [OverloadResolutionPriority(-1)] // three type arguments are those of a struct body
    public static (TFirst First, TSecond Second, TThird Third) Invoke<TFirst, TSecond, TThird>(Func<TFirst> first, Func<TSecond> second, Func<TThird> third)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        (TFirst one, (TSecond two, TThird three)) = Invoke(first, () => Invoke(second, third));
        return (one, two, three);
    }

    /// <summary>Computes a function of both states, in parallel if another worker is free: with a static lambda, a recursion that allocates nothing.</summary>
    /// <typeparam name="TState">What one call works on.</typeparam>
    /// <typeparam name="TResult">What one call returns.</typeparam>
    /// <param name="left">The left side's state; it runs on the calling thread.</param>
    /// <param name="right">The right side's state.</param>
    /// <param name="body">The function.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null; nothing has run.</exception>
    /// <exception cref="AggregateException">One or both sides failed: flat, the left side's exceptions first.</exception>
    /// <remarks><b>Complexity:</b> no allocation once warm. <b>Blocking:</b> until both sides have finished.</remarks>
    /// <example>
    /// <code>
    /// static long Fib(int n)
    /// {
    ///     if (n &lt; 2) return n;
    ///     var (a, b) = ForkJoin.Invoke(n - 1, n - 2, static k =&gt; Fib(k));
    ///     return a + b;
    /// }
    /// </code>
    /// </example>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TResult Left, TResult Right) Invoke<TState, TResult>(TState left, TState right, Func<TState, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var function = new StateFuncBody<TState, TResult>(body);
        return Worker.Current is { } worker
            ? ForkCore.Invoke<TState, TResult, StateFuncBody<TState, TResult>, TState, TResult, StateFuncBody<TState, TResult>>(worker, left, function, right, function)
            : PairFromOutside<TState, TResult, StateFuncBody<TState, TResult>, TState, TResult, StateFuncBody<TState, TResult>>(left, function, right, function, SiteCosts.Key(body, 0));
    }

    /// <summary>Computes a struct body of both states, in parallel if another worker is free. The body's code is inlined into the fork.</summary>
    /// <typeparam name="TState">What one call works on.</typeparam>
    /// <typeparam name="TResult">What one call returns.</typeparam>
    /// <typeparam name="TBody">The computation.</typeparam>
    /// <param name="left">The left side's state; it runs on the calling thread.</param>
    /// <param name="right">The right side's state.</param>
    /// <param name="body">The computation. Inside one, <see cref="ForkContext.Invoke"/> of the context that it is handed is faster.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="AggregateException">One or both sides failed: flat, the left side's exceptions first.</exception>
    /// <remarks><b>Complexity:</b> no allocation once warm. <b>Blocking:</b> until both sides have finished.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TResult Left, TResult Right) Invoke<TState, TResult, TBody>(TState left, TState right, TBody body)
        where TBody : struct, IForkBody<TState, TResult> =>
        Worker.Current is { } worker
            ? ForkCore.Invoke<TState, TResult, TBody, TState, TResult, TBody>(worker, left, body, right, body)
            : PairFromOutside<TState, TResult, TBody, TState, TResult, TBody>(left, body, right, body, SiteCosts.Key<TBody>());

    /// <summary>Computes a recursion whose every call is handed the worker it runs on: the fastest way to fork.</summary>
    /// <typeparam name="TState">What one call works on.</typeparam>
    /// <typeparam name="TResult">What one call returns.</typeparam>
    /// <typeparam name="TBody">The recursive computation.</typeparam>
    /// <param name="state">The first call's state.</param>
    /// <param name="body">The computation.</param>
    /// <returns>The first call's result.</returns>
    /// <remarks>An exception of the first call itself passes through unchanged; those of forks in it are aggregates, see <see cref="ForkContext.Invoke"/>.
    /// <b>Complexity:</b> no allocation once warm. <b>Blocking:</b> until the result is there.</remarks>
    /// <example>
    /// <code>
    /// readonly struct Fib : IForkBody&lt;int, long&gt;
    /// {
    ///     public long Invoke(ForkContext context, int n)
    ///     {
    ///         if (n &lt; 2) return n;
    ///         var (a, b) = context.Invoke&lt;int, long, Fib&gt;(n - 1, n - 2, this);
    ///         return a + b;
    ///     }
    /// }
    ///
    /// long result = ForkJoin.Run&lt;int, long, Fib&gt;(35, default);
    /// </code>
    /// </example>
    public static TResult Run<TState, TResult, TBody>(TState state, TBody body)
        where TBody : struct, IForkBody<TState, TResult>
    {
        if (Worker.Current is { } worker)
        {
            var region = ContextRegion.Enter(worker);
            try
            {
                return body.Invoke(new ForkContext(worker), state);
            }
            finally
            {
                region.Exit();
            }
        }

        var outside = OutsideFork.Enter(SiteCosts.Key<TBody>());
        try
        {
            return body.Invoke(new ForkContext(outside.Worker), state);
        }
        finally
        {
            outside.Exit();
        }
    }

    /// <summary>Runs <paramref name="body"/>, which may spawn any number of forks, and returns when it and all of them have finished.</summary>
    /// <param name="body">Spawns through the scope that it is handed; what it spawns may spawn more.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null; nothing has run.</exception>
    /// <exception cref="AggregateException">The body or spawned forks failed: flat, the body's own exception first, then in the order of spawning.
    /// What was spawned has run all the same.</exception>
    /// <exception cref="InsufficientExecutionStackException">Scopes are nested too deep for the thread's stack; nothing has run.</exception>
    /// <remarks><b>Complexity:</b> one small object per scope. <b>Blocking:</b> until everything spawned has finished; meanwhile the thread runs parts of the
    /// scope only.</remarks>
    /// <example>
    /// <code>
    /// ForkJoin.Scope(scope =&gt;
    /// {
    ///     foreach (string path in paths)
    ///         scope.Spawn(path, static p =&gt; Index(p));
    /// });
    /// </code>
    /// </example>
    public static void Scope(Action<ForkScope> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Scope(body, default(CancellationToken));
    }

    /// <summary>Runs a scope with options.</summary>
    /// <param name="body">Spawns what it wants; runs on the calling thread.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, name, report: the scope is a loop of one iteration.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled: what had begun by then has ended.</exception>
    /// <exception cref="AggregateException">The body or something that it has spawned failed; as for <see cref="Scope(Action{ForkScope})"/>.</exception>
    /// <remarks>As for <see cref="Scope(Action{ForkScope})"/>. Once the token is cancelled, nothing that was spawned begins. The worker limit holds for all that
    /// is spawned, and for loops in it.</remarks>
    public static void Scope(Action<ForkScope> body, RangeOptions options)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        CancellationToken cancellationToken = options.CancellationToken;
        IndexLoop<int>.Run(0, 1, 1, _ => Scope(body, cancellationToken), options, SiteCosts.Key(body, 0));
    }

    private static void Scope(Action<ForkScope> body, CancellationToken cancellationToken)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var lease = WorkerLease.Enter(Worker.Current?.Scheduler ?? WorkStealingScheduler.Shared);
        Worker worker = lease.Worker;
        ForkScope scope;
        ContextRegion region;
        try
        {
            scope = new ForkScope(worker, cancellationToken);
            region = ContextRegion.Enter(worker);
        }
        catch
        {
            lease.Exit(); // without memory
            throw;
        }

        int depth = worker.Stack.Depth;
        bool outerHasSpawned = worker.HasSpawned;
        nint loopPart = worker.LoopPart;
        worker.LoopPart = 0; // a fork of its rest would be joined below, as if the scope had spawned it
        try
        {
            body(scope);
        }
        catch (Exception e)
        {
            scope.Fail(0, e);
        }

        worker.JoinAbove(depth);
        worker.HasSpawned = outerHasSpawned;
        worker.LoopPart = loopPart;
        region.Exit();
        lease.Exit();
        scope.End();
    }

    private static void InvokeAll(RangeOptions? options, Action[] actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        Action[] own = [.. actions]; // whatever the caller does to the array meanwhile
        if (Array.IndexOf(own, null) >= 0)
        {
            throw new ArgumentException("An action is null.", nameof(actions));
        }

        Action<int> body = i => own[i]();
        IndexLoop<int>.Run(0, own.Length, 1, body, options, SiteCosts.Key(body, own.Length));
    }

    private static (TLeft Left, TRight Right) Pair<TLeftState, TLeft, TLeftBody, TRightState, TRight, TRightBody>(
        TLeftState left, TLeftBody leftBody, TRightState right, TRightBody rightBody, int key)
        where TLeftBody : struct, IForkBody<TLeftState, TLeft>
        where TRightBody : struct, IForkBody<TRightState, TRight>
    {
        if (Worker.Current is not { } worker)
        {
            return PairFromOutside<TLeftState, TLeft, TLeftBody, TRightState, TRight, TRightBody>(left, leftBody, right, rightBody, key);
        }

        var region = ContextRegion.Enter(worker);
        try
        {
            return ForkCore.Invoke<TLeftState, TLeft, TLeftBody, TRightState, TRight, TRightBody>(worker, left, leftBody, right, rightBody);
        }
        finally
        {
            region.Exit();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) PairFromOutside<TLeftState, TLeft, TLeftBody, TRightState, TRight, TRightBody>(
        TLeftState left, TLeftBody leftBody, TRightState right, TRightBody rightBody, int key)
        where TLeftBody : struct, IForkBody<TLeftState, TLeft>
        where TRightBody : struct, IForkBody<TRightState, TRight>
    {
        var outside = OutsideFork.Enter(key);
        try
        {
            return ForkCore.Invoke<TLeftState, TLeft, TLeftBody, TRightState, TRight, TRightBody>(outside.Worker, left, leftBody, right, rightBody);
        }
        finally
        {
            outside.Exit();
        }
    }
}
