using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>Forks at full speed, without checks in between.</summary>
internal sealed class RecursionOperation(int n, ForkForm form, WorkStealingScheduler scheduler) : Operation
{
    public override void Run(Call parent)
    {
        long result = 0;
        using (parent.Fork(scheduler).Begin())
        {
            scheduler.Run(() => result = form switch
            {
                ForkForm.Context or ForkForm.Struct => ForkJoin.Run<int, long, Fib>(n, new Fib(form)),
                _ => Fib.ByLambda(n),
            });
        }

        parent.Verdict.Check(result == Fib.Plain(n), $"{this} returned {result}");
    }

    public override string ToString() => $"fib({n}) as {form} on {scheduler.Name}";
}
