using System.Globalization;

namespace ParallelCore.Machine;

/// <summary>How many processors' worth of time the control groups of Linux, versions 1 and 2, grant this process.</summary>
/// <remarks>
/// A limit anywhere between the process's group and the visible root binds, so the tightest one on the way up counts. What a container
/// hides (groups above its own namespace) can't be seen, and a file that can't be read or understood counts as no limit.
/// </remarks>
internal static class ContainerLimits
{
    private const double DefaultPeriod = 100_000; // microseconds; both versions

    /// <summary>The quota in processors, such as 1.5, or null when there is none.</summary>
    /// <param name="rootDirectory">Where to look for proc and the mounted groups: <c>/</c>, or a test's directory.</param>
    public static double? ReadCpuQuota(string rootDirectory)
    {
        string? groups = TextFile.TryRead(rootDirectory, "proc/self/cgroup");
        string? mounts = TextFile.TryRead(rootDirectory, "proc/self/mountinfo");
        if (groups is null || mounts is null)
        {
            return null;
        }

        double? tightest = null;
        foreach (CgroupMount mount in CgroupMount.ParseCpu(mounts))
        {
            if (GroupOf(groups, mount.IsVersion2) is { } group)
            {
                tightest = Tighter(tightest, Climb(rootDirectory, mount, mount.PathBelow(group)));
            }
        }
        return tightest;
    }

    /// <summary>Version 2's <c>cpu.max</c>: <c>max 100000</c> or <c>150000 100000</c>.</summary>
    internal static double? ParseVersion2(string? cpuMax)
    {
        string[] fields = cpuMax?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return fields.Length == 0 ? null : Ratio(fields[0], fields.ElementAtOrDefault(1));
    }

    /// <summary>Version 1's <c>cpu.cfs_quota_us</c>, -1 for none, and <c>cpu.cfs_period_us</c>.</summary>
    internal static double? ParseVersion1(string? quota, string? period) => quota is null ? null : Ratio(quota, period);

    /// <summary>The process's group: <c>0::/path</c> in version 2, <c>4:cpu,cpuacct:/path</c> in version 1.</summary>
    internal static string? GroupOf(string groups, bool version2)
    {
        foreach (string line in groups.Split('\n'))
        {
            string[] fields = line.TrimEnd('\r').Split(':', 3);
            if (fields.Length == 3 && (version2 ? fields[0] == "0" && fields[1].Length == 0 : fields[1].Split(',').Contains("cpu")))
            {
                return fields[2];
            }
        }
        return null;
    }

    private static double? Climb(string rootDirectory, in CgroupMount mount, string group)
    {
        double? tightest = null;
        for (; ; )
        {
            string directory = mount.MountPoint.TrimEnd('/') + group;
            tightest = Tighter(tightest, mount.IsVersion2
                ? ParseVersion2(TextFile.TryRead(rootDirectory, directory + "/cpu.max"))
                : ParseVersion1(TextFile.TryRead(rootDirectory, directory + "/cpu.cfs_quota_us"), TextFile.TryRead(rootDirectory, directory + "/cpu.cfs_period_us")));
            if (group.Length == 0)
            {
                return tightest;
            }

            group = group[..Math.Max(0, group.LastIndexOf('/'))];
        }
    }

    private static double? Ratio(string quota, string? period)
    {
        if (!TryNumber(quota, out double time))
        {
            return null;
        }

        double every = TryNumber(period, out double given) ? given : DefaultPeriod;
        return time / every;
    }

    private static bool TryNumber(string? text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value) && double.IsFinite(value) && value > 0;

    private static double? Tighter(double? a, double? b) => a is { } x && b is { } y ? Math.Min(x, y) : a ?? b;
}
