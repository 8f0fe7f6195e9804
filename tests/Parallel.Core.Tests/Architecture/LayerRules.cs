namespace ParallelCore.Tests.Architecture;

/// <summary>Which layer may use which. A namespace belongs to the row with the longest matching name; the root matches exactly, and its static or fluent entry points are a
/// layer of their own above it.</summary>
internal static class LayerRules
{
    private const string FrontDoor = "the front door";
    private const string Sequences = "ParallelCore.Sequences";
    private const string Algorithms = "ParallelCore.Algorithms";
    private const string Root = "ParallelCore";
    private const string Scheduling = "ParallelCore.Scheduling";
    private const string Partitioning = "ParallelCore.Partitioning";
    private const string Counters = "ParallelCore.Counters";
    private const string Collections = "ParallelCore.Collections";
    private const string Primitives = "ParallelCore.Primitives";

    /// <summary>Layer, then the other layers that it may use.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> MayUse = new Dictionary<string, string[]>
    {
        [FrontDoor] = [Sequences, Algorithms, Root, Scheduling, Partitioning, Counters, Collections, Primitives],
        [Sequences] = [Algorithms, Root, Scheduling, Partitioning, Counters, Collections, Primitives],
        [Algorithms] = [Root, Scheduling, Partitioning, Primitives],
        [Root] = [Scheduling, Partitioning, Primitives],
        [Scheduling] = [Partitioning, Primitives],
        [Partitioning] = [Primitives],
        [Counters] = [Primitives],
        [Collections] = [Primitives],
        [Primitives] = [],
    };

    /// <summary>The arrows that point the wrong way, or that start or end in a namespace without a row.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<Arrow> arrows)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Arrow arrow in arrows)
        {
            string? from = LayerOf(arrow.FromNamespace, arrow.FromType);
            string? to = LayerOf(arrow.ToNamespace, arrow.ToType);
            if (from is null || to is null)
            {
                found.Add($"{arrow}: a namespace without a row in the table");
            }
            else if (from != to && !MayUse[from].Contains(to))
            {
                found.Add($"{arrow}: {from} may not use {to}");
            }
        }

        return [.. found];
    }

    /// <summary>The row that a type belongs to, or null.</summary>
    public static string? LayerOf(string name, string type) => name == Root && IsFrontDoor(type) ? FrontDoor : MayUse.Keys
        .Where(layer => name == layer || (layer != Root && name.StartsWith(layer + ".", StringComparison.Ordinal)))
        .MaxBy(layer => layer.Length);

    private static bool IsFrontDoor(string type) =>
        type.Split('`', '+', '/')[0] is "ParallelRange" or "ParallelAlgorithms" or "ParallelSequence" or "OrderedParallelSequence" or "ParallelSequenceExtensions";
}
