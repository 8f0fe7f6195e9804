namespace ParallelCore.Tests.Architecture;

/// <summary>Which layer may use which. A namespace belongs to the row with the longest matching name; the root matches exactly.</summary>
internal static class LayerRules
{
    private const string Root = "ParallelCore";
    private const string Scheduling = "ParallelCore.Scheduling";
    private const string Partitioning = "ParallelCore.Partitioning";
    private const string Counters = "ParallelCore.Counters";
    private const string Collections = "ParallelCore.Collections";
    private const string Primitives = "ParallelCore.Primitives";

    /// <summary>Layer, then the other layers that it may use.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> MayUse = new Dictionary<string, string[]>
    {
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
            string? from = LayerOf(arrow.FromNamespace);
            string? to = LayerOf(arrow.ToNamespace);
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

    /// <summary>The row that a namespace belongs to, or null.</summary>
    public static string? LayerOf(string name) => MayUse.Keys
        .Where(layer => name == layer || (layer != Root && name.StartsWith(layer + ".", StringComparison.Ordinal)))
        .MaxBy(layer => layer.Length);
}
