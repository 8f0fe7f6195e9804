namespace ParallelCore.Scheduling;

/// <summary>What a frame slot holds before its first use, so that no reader has to ask for null.</summary>
internal sealed class NoFork : PendingFork
{
    public static readonly NoFork Instance = new();

    private NoFork()
    {
    }

    public override void Execute(Worker worker) => throw new InvalidOperationException("An unused frame was run.");

    public override void Recycle()
    {
    }
}
