using ParallelCore.Scheduling;

namespace ParallelCore.Loops;

/// <summary>A part of a loop's range that its owner has not begun.</summary>
internal sealed class RangeFork : PendingFork
{
    public RangeLoop? Loop;
    public ulong Start;
    public ulong End;

    public override bool WakesByItself => true;

    public override void Execute(Worker worker)
    {
        RangeLoop loop = Loop!;
        Loop = null;
        loop.Work(worker, Start, End, isStolen: true);
    }

    public override void Recycle()
    {
        Loop = null;
        IdlePool<RangeFork>.Return(this);
    }
}
