using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>One execution of a tree of forks. Both sides of each fork always run, so every leaf runs once and all failures arrive, from left to right.</summary>
internal sealed class ForkRun(ForkOperation operation, Call parent)
{
    private readonly int[] _hits = new int[operation.Leaves];
    private readonly PlannedException?[] _failures = new PlannedException?[operation.Leaves];

    public void Run()
    {
        long sum = 0;
        Exception? outcome = null;
        try
        {
            if (operation.Scheduler is { } scheduler)
            {
                Call call = parent.Fork(scheduler);
                using (call.Begin())
                {
                    scheduler.Run(() => sum = Side(operation.Root, call));
                }
            }
            else
            {
                // The fork itself: outside every scheduler it opens the shared one.
                sum = Fork(operation.Root, parent);
            }
        }
        catch (Exception e)
        {
            outcome = e;
        }

        Judge(outcome, sum);
    }

    /// <summary>A side that was handed its worker.</summary>
    public long Side(ForkContext context, ForkNode node, Call call)
    {
        if (node.Left is null || node.Form != ForkForm.Context)
        {
            return Side(node, call);
        }

        using BodyScope body = call.Enter();
        Call fork = call.Fork();
        using CallScope scope = fork.Begin();
        (long left, long right) = context.Invoke<ForkState, long, ForkBody>(new(this, node.Left, fork), new(this, node.Right!, fork), default);
        return left + right;
    }

    private long Side(ForkNode node, Call call)
    {
        using BodyScope body = call.Enter();
        return node.Left is null ? Leaf(node, call) : Fork(node, call);
    }

    private long Fork(ForkNode node, Call outer)
    {
        Call call = outer.Fork();
        using CallScope scope = call.Begin();
        ForkNode leftNode = node.Left!;
        ForkNode rightNode = node.Right!;
        long left = 0;
        long right = 0;
        switch (node.Form)
        {
            case ForkForm.Actions:
                ForkJoin.Invoke(() => left = Side(leftNode, call), () => right = Side(rightNode, call));
                break;
            case ForkForm.Functions:
                (left, right) = ForkJoin.Invoke(() => Side(leftNode, call), () => Side(rightNode, call));
                break;
            case ForkForm.StaticLambda:
                (left, right) = ForkJoin.Invoke(
                    new ForkState(this, leftNode, call), new ForkState(this, rightNode, call), static state => state.Run.Side(state.Node, state.Call));
                break;
            case ForkForm.Struct:
                (left, right) = ForkJoin.Invoke<ForkState, long, ForkBody>(new(this, leftNode, call), new(this, rightNode, call), default);
                break;
            default:
                return ForkJoin.Run<ForkState, long, ForkBody>(new ForkState(this, node, call), default);
        }

        return left + right;
    }

    private long Leaf(ForkNode node, Call call)
    {
        Interlocked.Increment(ref _hits[node.Leaf]);
        node.Step.Run(call);
        if (node.Fails)
        {
            var failure = new PlannedException(node.Leaf);
            _failures[node.Leaf] = failure;
            throw failure.Wrapped();
        }

        return node.Leaf + 1;
    }

    private void Judge(Exception? outcome, long sum)
    {
        for (int leaf = 0; leaf < _hits.Length; leaf++)
        {
            Check(_hits[leaf] == 1, $"leaf {leaf} ran {_hits[leaf]} times");
        }

        Exception[] expected = [.. _failures.OfType<Exception>()];
        if (expected.Length == 0)
        {
            Check(outcome is null, $"threw {outcome}");
            Check(outcome is not null || sum == operation.Leaves * (operation.Leaves + 1L) / 2, $"returned {sum}");
        }
        else
        {
            bool isExact = outcome is AggregateException aggregate && aggregate.InnerExceptions.SequenceEqual(expected);
            Check(isExact, $"expected failures {string.Join(", ", expected.Select(e => e.Message))}, got {outcome}");
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
