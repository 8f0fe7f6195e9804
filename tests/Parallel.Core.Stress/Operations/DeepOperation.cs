using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>A recursion that never ends, on a thread with a given stack: it must end in an exception, and leave the worker as it was.</summary>
internal sealed class DeepOperation(int stackBytes, bool isLoop, bool goesRight, WorkStealingScheduler scheduler) : Operation
{
    public override void Run(Call parent)
    {
        Exception? outcome = null;
        var thread = new Thread(() => outcome = Catch(() => scheduler.Run(isLoop ? Loop : Fork)), stackBytes) { IsBackground = true };
        using (parent.Fork().Begin())
        {
            thread.Start();
            thread.Join();
        }

        Exception? inner = outcome is AggregateException aggregate ? aggregate.InnerExceptions[0] : outcome;
        parent.Verdict.Check(inner is InsufficientExecutionStackException, $"{this} ended with {outcome}");
    }

    public override string ToString() => $"endless recursion with {stackBytes} bytes of stack on {scheduler.Name}, loop {isLoop}, right {goesRight}";

    private static Exception? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private void Loop() => ParallelRange.Run(0, 2, ChunkPolicy.Fixed(1), (int i) =>
    {
        if (i == (goesRight ? 1 : 0))
        {
            Loop();
        }
    });

    private void Fork() => ForkJoin.Invoke(goesRight ? static () => { } : Fork, goesRight ? Fork : static () => { });
}
