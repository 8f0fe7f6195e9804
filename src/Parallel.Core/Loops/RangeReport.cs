using System.Diagnostics;
using System.Globalization;

namespace ParallelCore;

/// <summary>What one loop did.</summary>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RangeReport
{
    internal RangeReport()
    {
    }

    /// <summary>The loop's <see cref="RangeOptions.Name"/>.</summary>
    public string? Name { get; internal init; }

    /// <summary>Iterations in the range; at most <see cref="long.MaxValue"/> is shown.</summary>
    public long Iterations { get; internal init; }

    /// <summary>At most how many of them have run: all of each piece that was begun, also where it failed, stopped or was cancelled within.</summary>
    public long Completed { get; internal init; }

    /// <summary>How the loop ended.</summary>
    public RangeOutcome Outcome { get; internal init; }

    /// <summary>From the call to the last piece's end.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>Pieces that were run in one go. With a fixed chunk a piece is one or more whole chunks.</summary>
    public long Chunks { get; internal init; }

    /// <summary>Workers that ran a part of the range, the calling thread among them.</summary>
    public int Workers { get; internal init; }

    /// <summary>Parts of the range that were taken by another worker.</summary>
    public long Steals { get; internal init; }

    /// <summary>Why no other worker took part; <see cref="SequentialReason.None"/> if some did.</summary>
    public SequentialReason SequentialReason { get; internal init; }

    /// <summary>The report as a sentence.</summary>
    /// <returns>A line for people to read.</returns>
    public override string ToString()
    {
        string name = Name is null ? "The loop" : $"Loop '{Name}'";
        string end = Outcome switch
        {
            RangeOutcome.Completed => "",
            RangeOutcome.Stopped => ", until one stopped it",
            RangeOutcome.Cancelled => ", until it was cancelled",
            _ => ", until one failed",
        };
        string what = string.Create(
            CultureInfo.InvariantCulture,
            $"{name} ran {(Completed == Iterations ? "" : $"{Completed} of ")}{Iterations} iterations in {Chunks} {(Chunks == 1 ? "piece" : "pieces")} on {Workers} {(Workers == 1 ? "worker" : "workers")}, {Steals} stolen, in {Duration.TotalMilliseconds:0.###} ms{end}");
        return SequentialReason switch
        {
            SequentialReason.None => what + ".",
            SequentialReason.Empty => $"{name} had nothing to run.",
            SequentialReason.SingleChunk => what + ": the range is a single chunk.",
            SequentialReason.SingleWorker => what + ": the scheduler has one worker.",
            SequentialReason.MaxWorkers => what + ": MaxWorkers allows no other worker.",
            SequentialReason.TooShort => what + ": it was over sooner than sharing it would have paid.",
            _ => what + ": no other worker was free in time.",
        };
    }
}

/// <summary>Why a loop ran on the calling thread alone.</summary>
public enum SequentialReason
{
    /// <summary>It didn't: other workers took part.</summary>
    None,

    /// <summary>There was nothing to run.</summary>
    Empty,

    /// <summary>The range was one chunk.</summary>
    SingleChunk,

    /// <summary>The scheduler has one worker: one processor, a quota of one, or built so.</summary>
    SingleWorker,

    /// <summary><see cref="RangeOptions.MaxWorkers"/>, of this loop or one around it, allowed no further worker.</summary>
    MaxWorkers,

    /// <summary>The loop was over sooner than sharing it would have paid.</summary>
    TooShort,

    /// <summary>Work was offered, and no other worker was free to take it in time.</summary>
    NobodyCame,
}

/// <summary>How a loop ended.</summary>
public enum RangeOutcome
{
    /// <summary>All iterations have run.</summary>
    Completed,

    /// <summary>A body stopped it, as that of <c>RunUntil</c> does.</summary>
    Stopped,

    /// <summary>The token was cancelled.</summary>
    Cancelled,

    /// <summary>A body, or the receiver of the progress, has thrown.</summary>
    Failed,
}
