namespace ParallelCore.Machine;

/// <summary>A place where a hierarchy of control groups that limits processor time is mounted.</summary>
/// <param name="IsVersion2">Whether it is the unified hierarchy.</param>
/// <param name="Root">The group that appears at the mount point; not <c>/</c> in a container that sees its own part only.</param>
/// <param name="MountPoint">The directory.</param>
internal readonly record struct CgroupMount(bool IsVersion2, string Root, string MountPoint)
{
    /// <summary>Finds them in the text of <c>/proc/self/mountinfo</c>; lines that aren't understood are passed over.</summary>
    public static IEnumerable<CgroupMount> ParseCpu(string mountInfo)
    {
        foreach (string line in mountInfo.Split('\n'))
        {
            // 36 35 98:0 /root /mount/point rw,relatime shared:1 - type source options
            int dash = line.IndexOf(" - ", StringComparison.Ordinal);
            if (dash < 0)
            {
                continue;
            }

            string[] left = line[..dash].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] right = line[(dash + 3)..].TrimEnd('\r').Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (left.Length < 5 || right.Length < 3)
            {
                continue;
            }

            bool version2 = right[0] == "cgroup2";
            if (version2 || (right[0] == "cgroup" && right[2].Split(',').Contains("cpu")))
            {
                yield return new CgroupMount(version2, Unescape(left[3]), Unescape(left[4]));
            }
        }
    }

    /// <summary>The group's directory relative to the mount point: empty, or starting with a slash. Groups outside of what is mounted give the mount point
    /// itself.</summary>
    public string PathBelow(string group)
    {
        string root = Root.TrimEnd('/');
        if (!group.StartsWith(root, StringComparison.Ordinal))
        {
            return "";
        }

        string below = group[root.Length..].TrimEnd('/');
        bool inside = (below.Length == 0 || below[0] == '/') && !below.Split('/').Contains("..");
        return inside ? below : "";
    }

    /// <summary>The kernel writes space, tab, newline and backslash as a backslash and three octal digits.</summary>
    private static string Unescape(string text) =>
        text.Replace(@"\040", " ", StringComparison.Ordinal).Replace(@"\011", "\t", StringComparison.Ordinal)
            .Replace(@"\012", "\n", StringComparison.Ordinal).Replace(@"\134", @"\", StringComparison.Ordinal);
}
