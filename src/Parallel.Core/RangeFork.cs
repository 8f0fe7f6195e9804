using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>The right part of a loop's range, set aside for whoever is hungry.</summary>
internal sealed class RangeFork<TBody> : PendingFork
    where TBody : struct, ILoopBody
{
    public RangeLoop<TBody>? Loop;
    public ulong Start;
    public ulong End;

    public override void Execute(Worker worker)
    {
        RangeLoop<TBody> loop = Loop!;
        Loop = null;
        loop.Work(worker, Start, End, isStolen: true);
    }

    public override void Recycle()
    {
        Loop = null;
        IdlePool<RangeFork<TBody>>.Return(this);
    }
}
