using System.Globalization;

namespace ParallelCore.Machine;

/// <summary>Linux's notation for a set of processors: <c>0-3,8,10-11</c>.</summary>
internal static class CpuList
{
    /// <summary>The processors of a list as disjoint inclusive ranges in the order of the text, or null when the text isn't a list. An empty text is an empty
    /// set.</summary>
    public static IReadOnlyList<(int First, int Last)>? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var ranges = new List<(int, int)>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int dash = part.IndexOf('-', StringComparison.Ordinal);
            if (!TryNumber(dash < 0 ? part : part[..dash], out int first) || !TryNumber(dash < 0 ? part : part[(dash + 1)..], out int last) || last < first)
            {
                return null;
            }

            ranges.Add((first, last));
        }
        return ranges;
    }

    /// <summary>How many processors the list names, or null when the text isn't a list or names none.</summary>
    public static int? Count(string? text) => Parse(text) is { Count: > 0 } ranges ? Total(ranges) : null;

    /// <summary>How many processors both lists name; a list that can't be read excludes nothing. Null when nothing is known.</summary>
    public static int? CountCommon(string? text, string? other)
    {
        if (Parse(text) is not { Count: > 0 } ranges)
        {
            return null;
        }

        if (Parse(other) is not { Count: > 0 } others)
        {
            return Total(ranges);
        }

        int common = ranges.Sum(a => others.Sum(b => Math.Max(0, Math.Min(a.Last, b.Last) - Math.Max(a.First, b.First) + 1)));
        return common > 0 ? common : null;
    }

    private static int Total(IReadOnlyList<(int First, int Last)> ranges) => ranges.Sum(range => range.Last - range.First + 1);

    private static bool TryNumber(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value < MaxProcessors;

    // Far above any kernel's limit, and low enough that a sum of ranges can't overflow before it is nonsense.
    private const int MaxProcessors = 1 << 20;
}
