using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops.Contracts;

/// <summary>A loop that stops early, if nobody stops it, is a loop.</summary>
public sealed class UntilRunContract : RangeRunContract
{
    protected override void Run(int from, int to, Action<int> body, int workers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ParallelRange.RunUntil(
            from,
            to,
            i =>
            {
                body(i);
                return false;
            },
            Schedulers.Options(workers).With(cancellationToken: cancellationToken));
    }
}
