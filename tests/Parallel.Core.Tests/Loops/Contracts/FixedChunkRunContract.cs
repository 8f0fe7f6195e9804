using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops.Contracts;

/// <summary>Our loop, chunk by chunk of a fixed size.</summary>
public sealed class FixedChunkRunContract : RangeRunContract
{
    protected override int Chunk => 3;

    protected override void Run(int from, int to, Action<int> body, int workers, CancellationToken cancellationToken = default) =>
        ParallelRange.Run(from, to, Chunk, body, Schedulers.Options(workers).With(cancellationToken: cancellationToken));
}
