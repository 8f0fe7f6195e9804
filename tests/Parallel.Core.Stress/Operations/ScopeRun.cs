using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>One execution of a scope: everything spawned runs once, and all failures arrive, the body's own first.</summary>
internal sealed class ScopeRun(ScopeOperation operation, Call parent)
{
    private readonly int[] _hits = new int[operation.Nodes];
    private readonly PlannedException?[] _failures = new PlannedException?[operation.Nodes];
    private ForkScope? _scope;

    public void Run()
    {
        Exception? outcome = null;
        try
        {
            Call call = parent.Fork(operation.Scheduler);
            using (call.Begin())
            {
                if (operation.Scheduler is { } scheduler)
                {
                    scheduler.Run(() => ForkJoin.Scope(scope => Body(scope, call)));
                }
                else
                {
                    ForkJoin.Scope(scope => Body(scope, call));
                }
            }
        }
        catch (Exception e)
        {
            outcome = e;
        }

        Judge(outcome);
    }

    private void Body(ForkScope scope, Call call)
    {
        _scope = scope;
        Node(operation.Root, call);
    }

    private void Node(SpawnNode node, Call call)
    {
        using BodyScope body = call.Enter();
        Interlocked.Increment(ref _hits[node.Ordinal]);
        int half = node.Children.Length / 2;
        SpawnSome(node, 0, half, call);
        node.Step.Run(call);
        SpawnSome(node, half, node.Children.Length, call);
        if (node.Fails)
        {
            var failure = new PlannedException(node.Ordinal);
            _failures[node.Ordinal] = failure;
            throw failure.Wrapped();
        }
    }

    private void SpawnSome(SpawnNode node, int from, int to, Call call)
    {
        switch (node.Via)
        {
            case SpawnVia.Body:
                for (int i = from; i < to; i++)
                {
                    Spawn(node.Children[i], call);
                }

                break;
            case SpawnVia.Loop:
                Call loop = call.Fork();
                using (loop.Begin())
                {
                    ParallelRange.Run(from, to, (int i) => SpawnInBody(node.Children[i], loop));
                }

                break;
            default:
                Call fork = call.Fork();
                int middle = (from + to) / 2;
                using (fork.Begin())
                {
                    ForkJoin.Invoke(() => SpawnRange(node, from, middle, fork), () => SpawnRange(node, middle, to, fork));
                }

                break;
        }
    }

    private void SpawnRange(SpawnNode node, int from, int to, Call call)
    {
        for (int i = from; i < to; i++)
        {
            SpawnInBody(node.Children[i], call);
        }
    }

    private void SpawnInBody(SpawnNode node, Call call)
    {
        using BodyScope body = call.Enter();
        Spawn(node, call);
    }

    private void Spawn(SpawnNode node, Call call)
    {
        Call spawned = call.Fork();
        using CallScope scope = spawned.Begin();
        if (node.HasState)
        {
            _scope!.Spawn((Run: this, Node: node, Call: spawned), static state => state.Run.Node(state.Node, state.Call));
        }
        else
        {
            _scope!.Spawn(() => Node(node, spawned));
        }
    }

    private void Judge(Exception? outcome)
    {
        int missed = Array.FindIndex(_hits, hits => hits != 1);
        Check(missed < 0, missed < 0 ? "" : $"node {missed} ran {_hits[missed]} times");
        Exception[] expected = [.. _failures.OfType<Exception>()];
        if (expected.Length == 0)
        {
            Check(outcome is null, $"threw {outcome}");
        }
        else
        {
            IReadOnlyList<Exception> found = outcome is AggregateException aggregate ? aggregate.InnerExceptions : [];
            bool isSame = found.Count == expected.Length && expected.ToHashSet().SetEquals(found) && (!operation.Root.Fails || found[0] == expected[0]);
            Check(isSame, $"expected failures {string.Join(", ", expected.Select(e => e.Message))}, got {outcome}");
            Check(!isSame || IsInSpawnOrder(found), $"failures out of order: {string.Join(", ", found.Select(e => e.Message))}");
        }

        CheckEnded();
    }

    /// <summary>Those spawned by the body itself, one after another, are in a known order.</summary>
    private bool IsInSpawnOrder(IReadOnlyList<Exception> found)
    {
        if (operation.Root.Via != SpawnVia.Body)
        {
            return true;
        }

        HashSet<int> direct = [.. operation.Root.Children.Select(child => child.Ordinal)];
        int[] ordinals = [.. found.Cast<PlannedException>().Select(failure => failure.Ordinal).Where(direct.Contains)];
        return ordinals.SequenceEqual(ordinals.Order());
    }

    private void CheckEnded()
    {
        try
        {
            _scope!.Spawn(static () => { });
            Check(false, "an ended scope spawned");
        }
        catch (InvalidOperationException)
        {
        }
    }

    private void Check(bool isTrue, string message)
    {
        if (!isTrue)
        {
            parent.Verdict.Fail($"{message}; {operation}");
        }
    }
}
