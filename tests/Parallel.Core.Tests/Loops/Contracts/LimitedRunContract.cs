using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops.Contracts;

/// <summary>Our loop, limited on a scheduler that has more workers.</summary>
public sealed class LimitedRunContract : RangeRunContract
{
    protected override void Run(int from, int to, Action<int> body, int workers, CancellationToken cancellationToken = default) =>
        ParallelRange.Run(from, to, body, Schedulers.Options(65).With(maxWorkers: workers, cancellationToken: cancellationToken));
}
