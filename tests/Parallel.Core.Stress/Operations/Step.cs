using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>What a body does: spends some time, and perhaps calls something, perhaps while it holds a lock.</summary>
internal sealed record Step(int Spin, Operation? Child = null, int? Lock = null, bool Collects = false)
{
    public static readonly Step Nothing = new(0);

    public void Run(Call call)
    {
        if (Spin % 2 == 0 && Spin > 0 && call.Round.Blocks)
        {
            using (ParallelRange.Blocking())
            {
                Thread.Sleep(Spin % 50 == 0 ? 1 : 0);
                Thread.SpinWait(Spin);
            }
        }
        else if (Spin > 0)
        {
            Thread.SpinWait(Spin);
        }

        if (Collects)
        {
            GC.Collect(0);
        }

        if (Child is null)
        {
            return;
        }

        if (Lock is { } index)
        {
            call.Round.Locks[index].Hold(call.Verdict, call.Round.Blocks, () => Child.Run(call));
        }
        else
        {
            Child.Run(call);
        }
    }
}
