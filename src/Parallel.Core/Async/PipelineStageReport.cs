using System.Globalization;
using System.Text;

namespace ParallelCore;

/// <summary>What a stage of a pipeline has done so far.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Degree">At most how many of its items run at once.</param>
/// <param name="In">Items that it has taken from the stage before; 0 for the source.</param>
/// <param name="Out">Items that it has passed on; 0 for the last stage.</param>
/// <param name="Queued">Items that wait for it.</param>
/// <param name="Capacity">How many may wait for it; 0 for the source.</param>
/// <param name="Starved">The part of the time, from 0 to 1, in which it could have taken an item and none was there.</param>
/// <param name="Blocked">The part of the time, from 0 to 1, in which it had items to pass on, and the stage behind it had no room.</param>
/// <remarks><b>Thread safety:</b> immutable; while the pipeline runs, an approximate read.</remarks>
public sealed record PipelineStageReport(string Name, int Degree, long In, long Out, int Queued, int Capacity, double Starved, double Blocked)
{
    /// <summary>The part of the time, from 0 to 1, in which it waited for no other stage. The bottleneck is the stage with the most.</summary>
    public double Busy => Math.Clamp(1 - Starved - Blocked, 0, 1);

    internal static string Explain(string? name, IReadOnlyList<PipelineStageReport> stages, TimeSpan duration)
    {
        if (stages.Count == 0)
        {
            return "The pipeline has not run yet.";
        }

        PipelineStageReport bottleneck = stages.MaxBy(static stage => stage.Busy)!;
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{(name is null ? "The pipeline" : $"Pipeline '{name}'")} has run for {duration.TotalMilliseconds:0.#} ms. The bottleneck is '{bottleneck.Name}': it waited for no other stage {bottleneck.Busy:P0} of the time.");
        foreach (PipelineStageReport stage in stages)
        {
            text.AppendLine();
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {stage.Name}: {stage.In} in, {stage.Out} out, {stage.Queued} of {stage.Capacity} queued, {stage.Busy:P0} busy, {stage.Starved:P0} waiting for items, {stage.Blocked:P0} waiting for room");
        }

        return text.ToString();
    }
}
