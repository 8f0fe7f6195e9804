namespace ParallelCore.Tests.Architecture;

/// <summary>Which folder of the library's source may use which.</summary>
internal static class LayerRules
{
    /// <summary>Folder, then those right below it. It may use these and whatever is below them.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Below = new Dictionary<string, string[]>
    {
        [SourceFolders.Root] = ["Sequences", "Async"],
        ["Async"] = ["Algorithms", "Collections"],
        ["Sequences"] = ["Algorithms", "Collections", "Counters"],
        ["Algorithms"] = ["Forks"],
        ["Forks"] = ["Loops"],
        ["Loops"] = ["Scheduling", "Partitioning"],
        ["Scheduling"] = ["Machine"],
        ["Partitioning"] = ["Primitives"],
        ["Collections"] = ["Primitives"],
        ["Counters"] = ["Primitives"],
        ["Machine"] = ["Primitives"],
        ["Primitives"] = [],
    };

    /// <summary>The arrows that point the wrong way, or that start or end in no folder of the table.</summary>
    /// <param name="arrows">The arrows.</param>
    /// <param name="folderOf">The folder of a type, by its namespace and name.</param>
    public static IReadOnlyList<string> Violations(IEnumerable<Arrow> arrows, Func<string, string, string?> folderOf)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Arrow arrow in arrows)
        {
            string from = folderOf(arrow.FromNamespace, arrow.FromType) ?? "nowhere";
            string to = folderOf(arrow.ToNamespace, arrow.ToType) ?? "nowhere";
            if (!Below.ContainsKey(from) || !Below.ContainsKey(to))
                found.Add($"{arrow}: from {from} to {to}");
            else if (from != to && !AllBelow(from).Contains(to))
                found.Add($"{arrow}: {from} may not use {to}");
        }

        return [.. found];
    }

    /// <summary>What a folder may use; itself if the table has a circle.</summary>
    public static IReadOnlySet<string> AllBelow(string folder)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(Below[folder]);
        while (open.TryPop(out string? next))
        {
            if (seen.Add(next))
                Array.ForEach(Below[next], open.Push);
        }

        return seen;
    }
}
