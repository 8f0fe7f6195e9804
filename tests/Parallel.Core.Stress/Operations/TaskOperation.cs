using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>Tasks, or the runtime's own parallel loop, on a scheduler's workers.</summary>
internal sealed class TaskOperation(Step[] steps, bool isLoop, WorkStealingScheduler scheduler) : Operation
{
    public override void Run(Call parent)
    {
        Call call = parent.TaskChild();
        var hits = new int[steps.Length];
        using (call.Begin())
        {
            if (isLoop)
            {
                var options = new ParallelOptions { TaskScheduler = scheduler.AsTaskScheduler(), MaxDegreeOfParallelism = scheduler.Workers };
                Parallel.For(0, steps.Length, options, i => Body(i, call, hits));
            }
            else
            {
                var factory = new TaskFactory(scheduler.AsTaskScheduler());
                Task.WaitAll([.. Enumerable.Range(0, steps.Length).Select(i => factory.StartNew(() => Body(i, call, hits)))]);
            }
        }

        if (!hits.All(count => count == 1))
        {
            parent.Verdict.Fail($"{this} ran them {string.Join(", ", hits)} times");
        }
    }

    public override string ToString() => $"{steps.Length} tasks on {scheduler.Name}{(isLoop ? " by Parallel.For" : "")}";

    private void Body(int index, Call call, int[] hits)
    {
        using BodyScope body = call.Enter();
        Interlocked.Increment(ref hits[index]);
        steps[index].Run(call);
    }
}
