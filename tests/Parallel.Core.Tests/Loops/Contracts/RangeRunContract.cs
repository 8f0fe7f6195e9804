using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops.Contracts;

/// <summary>Our loop, index by index.</summary>
public class RangeRunContract : LoopContract
{
    protected override bool FlattensFailures => true;

    protected override bool ThrowsWhenCancelledAtTheEnd => true;

    protected override void Run(int from, int to, Action<int> body, int workers, CancellationToken cancellationToken = default) =>
        ParallelRange.Run(from, to, body, Schedulers.Options(workers).With(cancellationToken: cancellationToken));
}
