using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>A loop whose bodies write to every kind of shared state, while some of them fail or cancel: what the bodies that ran have written is there, once.</summary>
internal sealed class SharedStateOperation(int count, ChunkPolicy policy, HashSet<int> fails, int cancelAt, WorkStealingScheduler scheduler) : Operation
{
    public override void Run(Call parent)
    {
        using var source = new CancellationTokenSource();
        var options = new RangeOptions { Scheduler = scheduler, CancellationToken = source.Token };
        Call call = parent.Loop(scheduler, int.MaxValue, this);
        using var state = new SharedState(count);
        try
        {
            using (call.Begin())
            {
                ParallelRange.Run(0, count, policy, i => Body(i, call, state, source), options);
            }
        }
        catch (OperationCanceledException e)
        {
            parent.Verdict.Check(source.IsCancellationRequested && e.CancellationToken == source.Token, $"{this} was cancelled by nobody");
        }
        catch (AggregateException e)
        {
            parent.Verdict.Check(e.InnerExceptions.All(inner => inner is PlannedException), $"{this} threw {e}");
        }

        state.Judge(this, scheduler.Workers + scheduler.Spares.Threads.Length, parent.Verdict);
    }

    public override string ToString() => $"shared state in a loop over {count}, {policy}, on {scheduler.Name}, {fails.Count} fail, cancelled at {cancelAt}";

    private void Body(int index, Call call, SharedState state, CancellationTokenSource source)
    {
        using BodyScope body = call.Enter();
        if (index == cancelAt)
        {
            source.Cancel();
        }

        state.Write(index);
        if (fails.Contains(index))
        {
            throw new PlannedException(index);
        }
    }
}
