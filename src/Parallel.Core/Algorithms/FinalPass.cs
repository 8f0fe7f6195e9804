namespace ParallelCore.Algorithms;

/// <summary>Options for a pass that moves items about: stopped half-way, it would lose some and double others.</summary>
internal static class FinalPass
{
    /// <summary>Same workers, but nothing that could stop the loop.</summary>
    public static RangeOptions? Of(RangeOptions? options) =>
        options is null or { CancellationToken.CanBeCanceled: false, Progress: null, Report: null } ? options
            : new RangeOptions { MaxWorkers = options.MaxWorkers, Scheduler = options.Scheduler, Name = options.Name };
}
