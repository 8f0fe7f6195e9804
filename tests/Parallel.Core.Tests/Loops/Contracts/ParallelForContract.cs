namespace ParallelCore.Tests.Loops.Contracts;

/// <summary>The runtime's loop.</summary>
public sealed class ParallelForContract : LoopContract
{
    protected override int MostAtOnce => 2;

    protected override void Run(int from, int to, Action<int> body, int workers, CancellationToken cancellationToken = default) =>
        Parallel.For(from, to, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, body);
}
