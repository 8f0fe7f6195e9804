namespace ParallelCore.Gallery.Uses.WordFrequencies;

internal static partial class Frequencies
{
    /// <summary>A string for every word, and a list of them for every different one, only to be counted.</summary>
    public static Dictionary<string, int> SplitAndGroup(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .AsParallel()
        .GroupBy(static word => word)
        .ToDictionary(static group => group.Key, static group => group.Count());
}
